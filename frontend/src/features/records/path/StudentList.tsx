import { VisuallyHidden } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { cellsOf } from '../../../api/dashboard'
import type { Dashboard, Student } from '../../../api/types'
import { StudentName } from '../../../components/StudentName'
import { formatCount } from '../../../lib/format'
import { useScale } from '../../../lib/preferences'
import { useListReading } from '../../../lib/useReading'
import { Ticks } from './Ticks'
import classes from './StudentList.module.css'

const ROW = 28

interface StudentListProps {
  students: Student[]
  /** What the dashboard knows of the session; undefined while unknown. */
  board: Dashboard | undefined
  chosenId: number | undefined
  onChoose: (id: number) => void
  /** Is told whether the reader is in the list; the same function at every render. */
  onHere: (isHere: boolean) => void
}

/** How a student stands at the questions; how many records there are while that is not known. */
function Standing({ student, board }: { student: Student; board: Dashboard | undefined }) {
  const { t } = useTranslation('records')
  const row = board?.rows.find((one) => one.student.id === student.id)
  if (!board || !row) return <span className="faint">{formatCount(student.records)}</span>
  const cells = cellsOf(row)
  const count = (verdict: string) => cells.filter((cell) => cell.verdict === verdict).length
  const said = t('path.standing', {
    count: cells.length,
    of: board.questions.length,
    right: count('right'),
    wrong: count('wrong'),
  })
  return (
    <span className={classes.standing} title={said}>
      <Ticks cells={cells} questions={board.questions.length} />
      <VisuallyHidden>{said}</VisuallyHidden>
    </span>
  )
}

/** The list of students, from which one is chosen. */
export function StudentList({ students, board, chosenId, onChoose, onHere }: StudentListProps) {
  const reading = useListReading(onHere)
  const { t } = useTranslation('records')
  const scale = useScale()
  const ref = useRef<HTMLElement>(null)
  const rows = useVirtualizer({
    count: students.length,
    getScrollElement: () => ref.current,
    estimateSize: () => scale(ROW),
    overscan: 8,
  })
  const at = students.findIndex(({ id }) => id === chosenId)
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' })
  }, [rows, at])
  return (
    <nav ref={ref} {...reading} className={classes.students} aria-label={t('path.students')}>
      {students.length === 0 && <p className={`faint ${classes.nobody}`}>{t('path.nobody')}</p>}
      <div className={classes.track} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, size }) => {
          const student = students[index]
          return (
            student && (
              <button
                key={student.id}
                type="button"
                className={classes.studentRow}
                style={{ height: size, transform: `translateY(${start}px)` }}
                aria-current={student.id === chosenId || undefined}
                onClick={() => onChoose(student.id)}
              >
                <StudentName student={student} />
                <span className="grow" />
                <Standing student={student} board={board} />
              </button>
            )
          )
        })}
      </div>
    </nav>
  )
}
