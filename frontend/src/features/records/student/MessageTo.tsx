import { useTranslation } from 'react-i18next'
import { useStatus } from '../../../api/queries'
import type { Session } from '../../../api/types'
import { MessageForm } from '../../../components/MessageForm'
import { type NamedStudent, useStudentName } from '../../../components/StudentName'

interface MessageToProps {
  session: Session
  student: NamedStudent & { id: number }
  opened: boolean
  onClose: () => void
}

/** The form that writes to one student. */
export function MessageTo({ session, student, opened, onClose }: MessageToProps) {
  const { t } = useTranslation('records')
  const { data: status } = useStatus()
  const title = t('students.messageTo', { student: useStudentName()(student) })
  return (
    <MessageForm
      session={session}
      to={{ title, studentIds: [student.id] }}
      connected={status?.connected ?? 0}
      opened={opened}
      onClose={onClose}
    />
  )
}
