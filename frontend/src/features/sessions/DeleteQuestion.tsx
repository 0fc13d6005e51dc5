import { Button, Group, Modal } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../api/types'
import { useDelete } from './useDelete'
import classes from './DeleteQuestion.module.css'

interface DeleteQuestionProps {
  session: Session
  opened: boolean
  onClose: () => void
}

/** Asks before it deletes a session, and says how many records go with it. */
export function DeleteQuestion({ session, opened, onClose }: DeleteQuestionProps) {
  const { t } = useTranslation('sessions')
  const { isBusy, remove } = useDelete()
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
          onClick={() => remove(session, onClose)}
        >
          {records === 0 ? t('delete.go') : t('delete.goRecords', { count: records })}
        </Button>
      </Group>
    </Modal>
  )
}
