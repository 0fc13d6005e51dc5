import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCreateSession, useDuplicateSession, useUpdateSession } from '../../api/mutations'
import type { Session } from '../../api/types'
import { type FeedbackKind, asSession } from '../../components/feedback/feedback'
import { FeedbackChoice } from '../../components/feedback/FeedbackChoice'
import { Form } from '../../components/Form'
import { notifyDone } from '../../components/notify'
import { Sentence } from '../../components/Sentence'
import { limits } from '../../lib/limits'
import { isSendKey } from '../../lib/shortcuts'
import { useDraft } from '../../lib/useDraft'

interface SessionFormProps {
  /** The session to change; undefined makes a new one. */
  session?: Session
  opened: boolean
  onClose: () => void
  /** Called when a session was made. */
  onMade?: () => void
}

/** Asks for a session's name and description; of a new one also what its students hear. */
export function SessionForm({ session, opened, onClose, onMade }: SessionFormProps) {
  const { t } = useTranslation('sessions')
  return (
    <Modal opened={opened} onClose={onClose} title={t(session ? 'form.edit' : 'form.new')}>
      <Fields session={session} onClose={onClose} onMade={onMade} />
    </Modal>
  )
}

interface SessionDraft {
  name: string
  description: string
  /** What students hear of all questions of a new session. */
  kind: FeedbackKind
}

interface FieldsProps {
  session: Session | undefined
  onClose: () => void
  onMade: (() => void) | undefined
}

/** Returns a function that changes the session, or makes one. */
function useSubmit({ session, onClose, onMade, onSaved }: FieldsProps & { onSaved: () => void }) {
  const { t } = useTranslation('sessions')
  const create = useCreateSession()
  const update = useUpdateSession()
  function submit({ kind, ...text }: SessionDraft) {
    if (session) {
      update.mutate(
        { id: session.id, ...text },
        {
          onSuccess: () => {
            onSaved()
            onClose()
          },
        },
      )
      return
    }
    const feedback = kind === 'nothing' ? {} : { feedback: { ...asSession, kind } }
    create.mutate(
      { ...text, ...feedback },
      {
        onSuccess: ({ session: made, closedId }) => {
          onSaved()
          onClose()
          onMade?.()
          if (closedId === 0) return
          const words = t('namesakeClosed', { id: String(closedId) })
          notifyDone(<Sentence words={words} parts={{ session: <b>{made.name}</b> }} />)
        },
      },
    )
  }
  return { submit, error: create.error ?? update.error, isBusy: create.isPending || update.isPending }
}

const noDraft: SessionDraft = { name: '', description: '', kind: 'nothing' }

function Fields(props: FieldsProps) {
  const { session, onClose } = props
  const { t } = useTranslation(['sessions', 'common'])
  const { value, set, forget } = useDraft<SessionDraft>(`session ${String(session?.id ?? 'new')}`, {
    ...noDraft,
    ...session,
  })
  const { name, description, kind } = value
  const { submit, error, isBusy } = useSubmit({ ...props, onSaved: forget })
  const isRenamed = session !== undefined && name.trim() !== session.name
  return (
    <Form
      canSend={name.trim() !== '' && !isBusy}
      onSend={() => submit({ name: name.trim(), description: description.trim(), kind })}
    >
      <Stack gap="md">
        <TextInput
          label={t('form.name')}
          description={t(isRenamed ? 'form.renamedNote' : 'form.nameNote')}
          value={name}
          onChange={(event) => set({ ...value, name: event.currentTarget.value })}
          maxLength={limits.MaxName}
          error={error?.message}
          data-autofocus
          autoComplete="off"
          spellCheck={false}
        />
        <Textarea
          label={t('form.description')}
          description={t('form.descriptionNote')}
          value={description}
          onChange={(event) => set({ ...value, description: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || isSendKey(event)) return
            event.preventDefault()
            event.currentTarget.form?.requestSubmit()
          }}
          maxLength={limits.MaxDescription}
          autosize
          minRows={2}
          maxRows={6}
        />
        {!session && <FeedbackChoice kind={kind} onKind={(chosen) => set({ ...value, kind: chosen })} />}
        <Group justify="flex-end" gap="xs">
          <Button
            variant="default"
            onClick={() => {
              forget()
              onClose()
            }}
          >
            {t('common:cancel')}
          </Button>
          <Button type="submit" disabled={name.trim() === ''} loading={isBusy}>
            {t(session ? 'form.save' : 'form.create')}
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}

interface DuplicateFormProps {
  session: Session
  opened: boolean
  onClose: () => void
  onMade: (id: number) => void
}

/** Asks for the name of a copy of a session. */
export function DuplicateForm({ session, opened, onClose, onMade }: DuplicateFormProps) {
  const { t } = useTranslation('sessions')
  return (
    <Modal opened={opened} onClose={onClose} title={t('form.duplicate', { name: session.name })}>
      <DuplicateFields session={session} onClose={onClose} onMade={onMade} />
    </Modal>
  )
}

function DuplicateFields({ session, onClose, onMade }: Omit<DuplicateFormProps, 'opened'>) {
  const { t } = useTranslation(['sessions', 'common'])
  const { value: name, set: setName, forget } = useDraft(`copy of ${String(session.id)}`, session.name)
  const duplicate = useDuplicateSession()
  function submit() {
    duplicate.mutate(
      { id: session.id, name: name.trim() },
      {
        onSuccess: (made) => {
          forget()
          onClose()
          onMade(made.id)
          notifyDone(<Sentence words={t('form.duplicated')} parts={{ session: <b>{made.name}</b> }} />)
        },
      },
    )
  }
  return (
    <Form canSend={name.trim() !== '' && !duplicate.isPending} onSend={submit}>
      <Stack gap="md">
        <TextInput
          label={t('form.name')}
          description={t('form.duplicateNote')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={limits.MaxName}
          error={duplicate.error?.message}
          data-autofocus
          autoComplete="off"
          spellCheck={false}
        />
        <Group justify="flex-end" gap="xs">
          <Button
            variant="default"
            onClick={() => {
              forget()
              onClose()
            }}
          >
            {t('common:cancel')}
          </Button>
          <Button type="submit" disabled={name.trim() === ''} loading={duplicate.isPending}>
            {t('do.duplicate')}
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}
