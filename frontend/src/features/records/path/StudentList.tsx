import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Student } from '../../../api/types'
import { StudentName } from '../../../components/StudentName'
import { formatCount } from '../../../lib/format'
import { useScale } from '../../../lib/preferences'
import { useListReading } from '../../../lib/useReading'
import classes from './StudentList.module.css'

const ROW = 28

interface StudentListProps {
  students: Student[]
  chosenId: number | undefined
  onChoose: (id: number) => void
  /** Is told whether the reader is in the list; the same function at every render. */
  onHere: (isHere: boolean) => void
}

/** The list of students, from which one is chosen. */
export function StudentList({ students, chosenId, onChoose, onHere }: StudentListProps) {
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
                <span className="faint">{formatCount(student.records)}</span>
              </button>
            )
          )
        })}
      </div>
    </nav>
  )
}
