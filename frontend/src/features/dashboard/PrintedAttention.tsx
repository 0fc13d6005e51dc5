import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttentionLine } from '../../api/types'
import { StudentName } from '../../components/StudentName'
import { formatCount } from '../../lib/format'
import { countNeedy, lineKey } from './attention'
import { Reason } from './AttentionReason'
import type { Row } from './gridModel'
import classes from './PrintedAttention.module.css'

interface PrintedAttentionProps {
  lines: readonly AttentionLine[]
  rows: readonly Row[]
}

/** Who needs attention, each with the reason; nobody is folded away. */
export function PrintedAttention({ lines, rows }: PrintedAttentionProps) {
  const { t } = useTranslation('dashboard')
  const students = useMemo(() => new Map(rows.map(({ student }) => [student.id, student])), [rows])
  return (
    <section className={classes.attention}>
      <h2>
        {t('attention.title')} {formatCount(countNeedy(lines))}
      </h2>
      <ul>
        {lines.flatMap((line) =>
          line.members.map((member) => {
            const student = students.get(member.studentId)
            return (
              student && (
                <li key={`${lineKey(line)} ${student.id}`}>
                  <b>
                    <StudentName student={student} />
                  </b>{' '}
                  <Reason line={line} member={member} />
                </li>
              )
            )
          }),
        )}
      </ul>
    </section>
  )
}
