import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useStudentPath } from '../../../api/recordQueries'
import type { Session } from '../../../api/types'
import { useShortcuts } from '../../../lib/shortcuts'
import classes from './Steps.module.css'

interface StepsProps {
  session: Session
  studentId: number
  onChoose: (id: number) => void
}

/** Goes to the previous and the next student by name, with buttons or the arrow keys. */
export function Steps({ session, studentId, onChoose }: StepsProps) {
  const { t } = useTranslation('records')
  const { data: path } = useStudentPath(session.id, studentId)
  const isHere = path?.student.id === studentId
  const step = (id: number | undefined) => () => {
    if (id === undefined || id === 0 || !isHere) return false
    onChoose(id)
    return true
  }
  const before = step(path?.previousId)
  const after = step(path?.nextId)
  useShortcuts({ ArrowLeft: before, ArrowRight: after })
  if (!path) return null
  return (
    <span className={classes.steps}>
      <span className="faint nowrap">{t('path.place', { n: path.place, of: path.of })}</span>
      <Tooltip label={t('path.previous')}>
        <ActionIcon
          variant="default"
          aria-label={t('path.previous')}
          disabled={path.previousId === 0}
          onClick={before}
        >
          <IconArrowLeft size={14} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('path.next')}>
        <ActionIcon
          variant="default"
          aria-label={t('path.next')}
          disabled={path.nextId === 0}
          onClick={after}
        >
          <IconArrowRight size={14} />
        </ActionIcon>
      </Tooltip>
    </span>
  )
}
