import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Student } from '../../../api/types'
import { Form } from '../../../components/Form'
import { useNamesHidden, useStudentName } from '../../../components/StudentName'
import { limits } from '../../../lib/limits'
import { useDraft } from '../../../lib/useDraft'
import { useStudentActions } from './useStudentActions'

/** Asks for a student's new name. While names are hidden, it does not show the old one either. */
export function RenameDialog({ student, onClose }: { student: Student; onClose: () => void }) {
  const { t } = useTranslation(['records', 'common'])
  const nameOf = useStudentName()
  const areHidden = useNamesHidden()
  const draft = useDraft<string | undefined>(`student ${String(student.id)}`, undefined)
  const name = draft.value ?? (areHidden ? '' : student.name)
  const { rename } = useStudentActions()
  return (
    <Modal opened onClose={onClose} title={t('students.renameTitle', { student: nameOf(student) })}>
      <Form
        onSend={() => {
          draft.forget()
          onClose()
          void rename(student, name.trim())
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('students.newName')}
            description={areHidden ? undefined : t('students.notebooksName', { name: student.originalName })}
            data-autofocus
            autoComplete="off"
            maxLength={limits.MaxName}
            value={name}
            onChange={(event) => draft.set(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button
              variant="default"
              onClick={() => {
                draft.forget()
                onClose()
              }}
            >
              {t('common:cancel')}
            </Button>
            <Button type="submit">{t('common:rename')}</Button>
          </Group>
        </Stack>
      </Form>
    </Modal>
  )
}
