import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMarkVisited } from '../../../api/dashboard'
import type { Session, Student } from '../../../api/types'
import { Naming } from '../../../components/StudentName'
import { notifyUndo } from '../../../components/undo'
import { useShortcuts } from '../../../lib/shortcuts'

interface VisitedProps {
  session: Session
  student: Student
  visitedAt: string
}

/** The button that notes that the teacher was with the student, as on the dashboard; pressed again, it takes that back. */
export function Visited({ session, student, visitedAt }: VisitedProps) {
  const { t } = useTranslation(['records', 'dashboard'])
  const { mutateAsync } = useMarkVisited(session.id)
  const isVisited = visitedAt !== ''
  const set = (visited: boolean) => mutateAsync({ studentIds: [student.id], visited })
  const toggle = () =>
    void set(!isVisited).then(
      () => {
        if (isVisited) return
        notifyUndo(<Naming say={({ nameOf }) => t('path.didVisit', { student: nameOf(student) })} />, () =>
          set(false),
        )
      },
      () => undefined, // the cache of mutations says what failed
    )
  useShortcuts({ v: toggle })
  return (
    <Button
      variant={isVisited ? 'light' : 'default'}
      size="compact-sm"
      aria-pressed={isVisited}
      title={t('path.visitKey')}
      leftSection={<IconCheck size={14} />}
      onClick={toggle}
    >
      {t('dashboard:attention.visit')}
    </Button>
  )
}
