import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Student } from '../../../api/types'
import { useNamesHidden, useStudentName } from '../../../components/StudentName'
import { useStudentActions } from './useStudentActions'

const MAX_NAME = 100

/** Asks for another name of a student. While names are hidden, the old one is not shown here either. */
export function RenameDialog({ student, onClose }: { student: Student; onClose: () => void }) {
  const { t } = useTranslation(['records', 'common'])
  const nameOf = useStudentName()
  const areHidden = useNamesHidden()
  const [typed, setTyped] = useState<string>()
  const name = typed ?? (areHidden ? '' : student.name)
  const { rename } = useStudentActions()
  return (
    <Modal opened onClose={onClose} title={t('students.renameTitle', { student: nameOf(student) })}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
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
            maxLength={MAX_NAME}
            value={name}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit">{t('common:rename')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
