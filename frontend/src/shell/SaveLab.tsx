import { Button, Group, Modal, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveLabNotebook } from '../api/client'
import { useDuplicateSession, useOpenSession, useSelectSession } from '../api/mutations'
import { useSessionFacts } from '../api/queries'
import type { SessionFacts } from '../api/types'
import { Form } from '../components/Form'
import { notifyDone, notifyError } from '../components/notify'

/** Stands for a session that is made for the lab. */
const NEW = 'new'

interface SaveLabProps {
  demo: SessionFacts
  opened: boolean
  onClose: () => void
}

/** Saves the notebook of the demo's lab, with the first cell of a session of the teacher's. */
export function SaveLab({ opened, onClose, ...rest }: SaveLabProps) {
  const { t } = useTranslation('demo')
  return (
    <Modal opened={opened} onClose={onClose} title={t('lab.title')}>
      <Fields onClose={onClose} {...rest} />
    </Modal>
  )
}

/** Returns a function that makes an open session with the lab's questions; the demo stays the current one. */
function useLabSession(demo: SessionFacts) {
  const { t } = useTranslation('demo')
  const duplicate = useDuplicateSession()
  const open = useOpenSession()
  const select = useSelectSession()
  return async () => {
    const made = await duplicate.mutateAsync({ id: demo.id, name: t('lab.name') })
    await open.mutateAsync(made.id)
    await select.mutateAsync(demo.id)
    return made.id
  }
}

function Fields({ demo, onClose }: Omit<SaveLabProps, 'opened'>) {
  const { t } = useTranslation(['demo', 'common'])
  const { data: sessions = [] } = useSessionFacts()
  const mine = sessions.filter((session) => !session.demo && session.open)
  const makeSession = useLabSession(demo)
  const [isBusy, setBusy] = useState(false)
  const [chosen, setChosen] = useState<string>()
  const value = chosen ?? String(mine[0]?.id ?? NEW)
  async function save() {
    setBusy(true)
    try {
      const path = await saveLabNotebook(value === NEW ? await makeSession() : Number(value))
      if (path !== '') notifyDone(t('lab.saved', { path }))
      onClose()
    } catch (thrown) {
      notifyError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form onSend={() => void save()}>
      <Stack gap="md">
        <p>{t('lab.text')}</p>
        <Select
          label={t('lab.session')}
          data={[
            ...mine.map(({ id, name }) => ({ value: String(id), label: name })),
            { value: NEW, label: t('lab.new') },
          ]}
          value={value}
          onChange={(to) => setChosen(to ?? NEW)}
          allowDeselect={false}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={isBusy} data-autofocus>
            {t('lab.save')}
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}
