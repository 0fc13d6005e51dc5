import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconWalk } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useStudentName } from '../../components/StudentName'
import type { GridStudent } from './gridModel'

interface TakeButtonProps {
  students: GridStudent[]
  isTaken: boolean
  onTake: (students: GridStudent[], isTaken: boolean) => void
}

/** Says that somebody goes to students, whose notebooks tell them so, or that nobody does after all. */
export function TakeButton({ students, isTaken, onTake }: TakeButtonProps) {
  const { t } = useTranslation('dashboard')
  const nameOf = useStudentName()
  const [first] = students
  const who = students.length === 1 && first ? nameOf(first) : t('queue.all', { count: students.length })
  const label = t(isTaken ? 'queue.back' : 'queue.take', { name: who })
  return (
    <Tooltip label={`${label} (T)`}>
      <ActionIcon aria-label={label} data-take={!isTaken} onClick={() => onTake(students, !isTaken)}>
        {isTaken ? <IconArrowBackUp size={16} /> : <IconWalk size={16} />}
      </ActionIcon>
    </Tooltip>
  )
}
