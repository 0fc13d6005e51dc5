import { ActionIcon, Tooltip } from '@mantine/core'
import { type Icon, IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
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

interface StepProps {
  label: string
  icon: Icon
  /** Whether there is nobody further on. */
  isLast: boolean
  onStep: () => unknown
}

function Step({ label, icon: Arrow, isLast, onStep }: StepProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" aria-label={label} disabled={isLast} onClick={onStep}>
        <Arrow size={14} />
      </ActionIcon>
    </Tooltip>
  )
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
      <Step label={t('path.previous')} icon={IconArrowLeft} isLast={path.previousId === 0} onStep={before} />
      <Step label={t('path.next')} icon={IconArrowRight} isLast={path.nextId === 0} onStep={after} />
    </span>
  )
}
