import { Button, Group, Modal } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import { useDeleteSession, useSelectSession } from '../../api/mutations'
import { useCurrentSession } from '../../api/queries'
import { useUndoDelete } from '../../api/recordQueries'
import type { Session } from '../../api/types'
import { notifyUndo } from '../../components/undo'
import { appNow } from '../../lib/clock'
import { listRoute, parseListRoute } from './order'
import classes from './DeleteQuestion.module.css'

interface DeleteQuestionProps {
  session: Session
  opened: boolean
  onClose: () => void
}

/** Returns a function that deletes the session and offers to undo it for as long as the app can. */
function useDelete({ session, onClose }: DeleteQuestionProps) {
  const { t } = useTranslation('sessions')
  const undo = useUndoDelete()
  const select = useSelectSession()
  const current = useCurrentSession()
  // Read when the question opens: once the session is deleted, another one is current.
  const [wasCurrent] = useState(current?.id === session.id)
  const list = parseListRoute(useSearch())
  const [, navigate] = useLocation()
  const { id, name } = session
  const remove = useDeleteSession((gone) => {
    const text =
      gone.count === 0 ? t('delete.done', { name }) : t('delete.doneRecords', { name, count: gone.count })
    notifyUndo(
      text,
      async () => {
        await undo.mutateAsync(gone.id)
        if (wasCurrent) await select.mutateAsync(id)
      },
      Math.max(0, Date.parse(gone.until) - appNow()),
    )
  })
  function go() {
    remove.mutate(id, {
      onSuccess: () => {
        onClose()
        navigate(listRoute(list), { replace: true })
      },
    })
  }
  return { isBusy: remove.isPending, go }
}

/** Asks before it deletes a session, and says how many records go with it. */
export function DeleteQuestion(props: DeleteQuestionProps) {
  const { session, opened, onClose } = props
  const { t } = useTranslation('sessions')
  const { isBusy, go } = useDelete(props)
  const { name, records, students, open } = session
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={records === 0 ? t('delete.title', { name }) : t('delete.titleRecords', { name, count: records })}
      withCloseButton={false}
    >
      <p className="muted">
        {students > 0 && t('delete.students', { count: students })} {open && t('delete.refused')}{' '}
        {t('delete.undo')}
      </p>
      <Group justify="flex-end" gap="xs" className={classes.answers}>
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('delete.keep')}
        </Button>
        <Button
          variant="outline"
          color="red"
          loading={isBusy}
          leftSection={<IconTrash size={14} />}
          onClick={go}
        >
          {records === 0 ? t('delete.go') : t('delete.goRecords', { count: records })}
        </Button>
      </Group>
    </Modal>
  )
}
