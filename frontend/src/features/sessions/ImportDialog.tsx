import { Button, Group, Modal, Radio, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Imported, type ImportPreview, runImport } from '../../api/transfers'
import type { Session } from '../../api/types'
import { Form } from '../../components/Form'
import { notifyDone, notifyError } from '../../components/notify'
import { useNamesHidden } from '../../components/StudentName'
import { formatCount, formatExact } from '../../lib/format'
import { limits } from '../../lib/limits'

const NAMED = 6 // students

interface ImportDialogProps {
  preview: ImportPreview
  sessions: Session[]
  onMade: (id: number) => void
  /** isUsed: the file was imported, or is forgotten already. */
  onClose: (isUsed: boolean) => void
}

/** Says what is in a file, and asks where it goes. */
export function ImportDialog({ preview, sessions, onMade, onClose }: ImportDialogProps) {
  const { t } = useTranslation('sessions')
  return (
    <Modal opened onClose={() => onClose(false)} title={t('import.title', { file: preview.file })}>
      <Fields preview={preview} sessions={sessions} onMade={onMade} onClose={onClose} />
    </Modal>
  )
}

/** What is in the file, a line each. */
function Facts({ preview }: { preview: ImportPreview }) {
  const { t } = useTranslation('sessions')
  const areHidden = useNamesHidden()
  const { students, records, questions, owner, session, writtenAt, answers, receipts, foreign } = preview
  const names = students.slice(0, NAMED).join(', ')
  const more = students.length - NAMED
  return (
    <Stack gap={4}>
      <Text size="sm">
        {owner === '' ? t('import.session', { session }) : t('import.sessionOf', { session, owner })}
        {writtenAt !== '' && ` · ${t('import.written', { at: formatExact(writtenAt) })}`}
      </Text>
      <Text size="sm">
        {t('import.counts', {
          records: formatCount(records),
          questions: formatCount(questions),
          students: formatCount(students.length),
        })}
      </Text>
      {!areHidden && (
        <Text size="sm" className="muted">
          <bdi>{more > 0 ? t('import.andMore', { names, count: more }) : names}</bdi>
        </Text>
      )}
      {!preview.whole && !answers && <Text size="sm">{t('import.partOnly')}</Text>}
      {preview.anonymous && <Text size="sm">{t('import.anonymous')}</Text>}
      {answers && <Text size="sm">{t('import.receipts', { count: receipts })}</Text>}
      {foreign > 0 && <Text size="sm">{t('import.foreign', { count: foreign })}</Text>}
    </Stack>
  )
}

/** Returns what to say of an import. */
function useSaid() {
  const { t } = useTranslation('sessions')
  return (done: Imported, isNew: boolean) =>
    isNew
      ? t('import.made', { session: done.session, records: formatCount(done.records) })
      : t('import.joined', {
          session: done.session,
          added: formatCount(done.added),
          joined: formatCount(done.joined),
          present: formatCount(done.present),
        })
}

function Fields({ preview, sessions, onMade, onClose }: ImportDialogProps) {
  const { t } = useTranslation(['sessions', 'common'])
  const said = useSaid()
  const namesake = sessions.find((session) => session.name === preview.session && !session.demo)
  const [isNew, setNew] = useState(!preview.answers)
  const [name, setName] = useState(
    namesake ? t('import.again', { session: preview.session }) : preview.session,
  )
  const [into, setInto] = useState(String((namesake ?? sessions[0])?.id ?? ''))
  const canSend = isNew ? name.trim() !== '' : into !== ''
  function submit() {
    onClose(true)
    runImport(preview, isNew ? 0 : Number(into), name.trim()).then((done) => {
      if (done === undefined) return
      notifyDone(said(done, isNew))
      onMade(done.sessionId)
    }, notifyError)
  }
  return (
    <Form canSend={canSend} onSend={submit}>
      <Stack gap="md">
        <Facts preview={preview} />
        <Radio.Group
          label={t('import.where')}
          value={isNew ? 'new' : 'into'}
          onChange={(value) => setNew(value === 'new')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="new" label={t('import.asNew')} disabled={preview.answers} />
            <Radio value="into" label={t('import.into')} disabled={sessions.length === 0} />
          </Stack>
        </Radio.Group>
        {isNew ? (
          <TextInput
            label={t('form.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={limits.MaxName}
            autoComplete="off"
            spellCheck={false}
          />
        ) : (
          <Select
            label={t('import.target')}
            description={t('import.intoNote')}
            data={sessions.map(({ id, name: named }) => ({ value: String(id), label: named }))}
            value={into}
            onChange={(value) => setInto(value ?? '')}
            allowDeselect={false}
            searchable
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => onClose(false)}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" disabled={!canSend} data-autofocus>
            {t('import.submit')}
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}
