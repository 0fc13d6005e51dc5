import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCheck, IconMessage } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type NamedStudent, useStudentName } from '../../components/StudentName'
import { Buttons } from './Buttons'
import { useAct } from './useAct'

interface VisitProps {
  sessionId: number
  student: NamedStudent & { id: number }
  isVisited: boolean
}

/** Notes that somebody was with a student, and writes to one. */
export function Visit({ sessionId, student, isVisited }: VisitProps) {
  const { t } = useTranslation('assist')
  const name = useStudentName()(student)
  const act = useAct(sessionId)
  const Icon = isVisited ? IconArrowBackUp : IconCheck
  const what = t(isVisited ? 'unvisitOf' : 'visitedOf', { name })
  return (
    <Buttons>
      <Button
        variant="default"
        leftSection={<Icon size={16} />}
        loading={act.isPending}
        aria-label={what}
        onClick={() =>
          act.mutate({ method: 'MarkVisited', args: [sessionId, [student.id], !isVisited], what })
        }
      >
        {t(isVisited ? 'unvisit' : 'visited')}
      </Button>
      <Button
        component={Link}
        href={`/message/${String(student.id)}`}
        variant="default"
        leftSection={<IconMessage size={16} />}
        aria-label={t('writeTo', { name })}
      >
        {t('write')}
      </Button>
    </Buttons>
  )
}
