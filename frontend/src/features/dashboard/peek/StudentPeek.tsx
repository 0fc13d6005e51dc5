import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useStudentPath } from '../../../api/recordQueries'
import type { RecordView } from '../../../api/types'
import { Ago } from '../../../components/Ago'
import { AnswerPreview } from '../../../components/answer/AnswerPreview'
import { HelpHistory } from '../../../components/HelpHistory'
import { QuestionLabel } from '../../../components/QuestionLabel'
import { StudentName, useStudentName } from '../../../components/StudentName'
import { asVerdict, VerdictMark } from '../../../components/Verdict'
import { formatCount } from '../../../lib/format'
import type { Cell, Column } from '../gridModel'
import { useCellWords } from '../useCellWords'
import { PeekFrame } from './PeekFrame'
import type { PeekContext } from './PeekPanel'
import { ReplyTo } from './ReplyTo'
import { dashboardRoute } from './route'
import classes from './StudentPeek.module.css'

interface AnswerLineProps {
  studentId: number
  partId: number
  column: Column
  cell: Cell
  record: RecordView | undefined
}

/** An answer in a line, which opens it. */
function AnswerLine({ studentId, partId, column: { label, title }, cell, record }: AnswerLineProps) {
  const words = useCellWords()(cell)
  return (
    <li>
      <Link
        href={dashboardRoute(partId, { kind: 'cell', student: studentId, question: label })}
        className={classes.answer}
        title={[title, words].filter((text) => text !== '').join(': ')}
        replace
      >
        <QuestionLabel>{label}</QuestionLabel>
        <VerdictMark verdict={asVerdict(cell.verdict)} />
        <span className={classes.value}>{record && <AnswerPreview record={record} />}</span>
        <span className={classes.words}>{words}</span>
      </Link>
    </li>
  )
}

/** A student's answers in short, what was asked, and what can be done: write, note a visit. */
export function StudentPeek({ studentId, ...context }: PeekContext & { studentId: number }) {
  const { sessionId, partId, data, model, onMessage, onVisit, onClose } = context
  const { t } = useTranslation('dashboard')
  const name = useStudentName()
  const { data: path } = useStudentPath(sessionId, studentId)
  const row = model.rows.find(({ student }) => student.id === studentId)
  const facts = data.rows.find(({ student }) => student.id === studentId)
  if (!row || !facts) return null
  const { student } = row
  const records = new Map(path?.steps.flatMap((step) => step.records.map((record) => [record.id, record])))
  const visited = facts.visitedAt !== ''
  const visit = t(visited ? 'attention.unvisitOf' : 'attention.visitOf', { name: name(student) })
  return (
    <PeekFrame
      onClose={onClose}
      title={
        <>
          <StudentName student={student} />
          <span className="grow" />
          <Tooltip label={visit}>
            <ActionIcon aria-label={visit} onClick={() => onVisit([student], !visited)}>
              {visited ? <IconArrowBackUp size={16} /> : <IconCheck size={16} />}
            </ActionIcon>
          </Tooltip>
        </>
      }
      about={
        <>
          <span>{t('peek.progress', { count: row.progress, of: formatCount(model.columns.length) })}</span>
          <span>{facts.connected ? t('peek.connected') : t('peek.notConnected')}</span>
          <span className="faint">
            {row.lastAt === 0 ? (
              t('peek.neverSent')
            ) : (
              <>
                {t('lastRecord')} <Ago stamp={new Date(row.lastAt).toISOString()} />
              </>
            )}
          </span>
        </>
      }
      foot={<Link href={`/records/student/${studentId}`}>{t('peek.path')}</Link>}
    >
      <HelpHistory
        sessionId={sessionId}
        studentId={studentId}
        titleOf={(label) => model.columns.find((one) => one.label === label)?.title ?? ''}
      />
      <ReplyTo key={studentId} sessionId={sessionId} row={row} onMessage={onMessage} />
      <ul className={classes.answers} aria-label={t('peek.answers')}>
        {row.cells.map((cell, i) => {
          const column = model.columns[i]
          return (
            cell &&
            column && (
              <AnswerLine
                key={column.label}
                studentId={studentId}
                partId={partId}
                column={column}
                cell={cell}
                record={records.get(cell.recordId)}
              />
            )
          )
        })}
      </ul>
    </PeekFrame>
  )
}
