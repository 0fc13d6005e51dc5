import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Ago } from '../../../components/Ago'
import { StudentName, useStudentName } from '../../../components/StudentName'
import { formatClock } from '../../../lib/format'
import { questionRoute, recordsRoute } from '../../../lib/routes'
import type { Cell } from '../gridModel'
import { useCellWords } from '../useCellWords'
import { Asked } from './Asked'
import { cellVersion } from './cellVersion'
import { JudgedAnswer } from './JudgedAnswer'
import { PeekFrame } from './PeekFrame'
import type { PeekContext } from './PeekPanel'
import { QuestionTitle } from './QuestionTitle'
import { ReplyTo } from './ReplyTo'
import { dashboardRoute } from './route'
import { usePageOf } from './usePageOf'
import classes from './CellPeek.module.css'

interface CellPeekProps extends PeekContext {
  studentId: number
  question: string
}

interface SentProps extends CellPeekProps {
  cell: Cell
}

/** What a student sent: its verdict, how many sent the same, the whole answer. */
function Sent({ sessionId, partId, question, studentId, cell }: SentProps) {
  const { t } = useTranslation('dashboard')
  const query = { sessionId, partId, question }
  const page = usePageOf(query)
  const group = page?.groups.find(({ members }) => members.some(({ student }) => student.id === studentId))
  const others = (group?.count ?? 1) - 1
  return (
    <>
      <JudgedAnswer
        query={query}
        page={page}
        group={group}
        recordId={cell.recordId}
        version={cellVersion(cell)}
      />
      {group && others > 0 && (
        <Link
          href={dashboardRoute(partId, { kind: 'mistake', question, key: group.key })}
          className={classes.same}
          replace
        >
          {t('peek.same', { count: others })}
        </Link>
      )}
    </>
  )
}

/** A link to each page that knows more of a student's answer. */
function Links({ partId, question, studentId, cell }: CellPeekProps & { cell: Cell | undefined }) {
  const { t } = useTranslation('dashboard')
  return (
    <>
      {cell && (
        <Link href={recordsRoute(question, partId, [studentId], cell.recordId)}>{t('peek.inRecords')}</Link>
      )}
      <Link href={`/records/student/${studentId}`}>{t('peek.path')}</Link>
      <Link href={questionRoute(question, partId)}>{t('peek.question', { label: question })}</Link>
    </>
  )
}

/** A student's answer to a question; who sent none can be written to all the same. */
export function CellPeek(props: CellPeekProps) {
  const { sessionId, partId, model, studentId, question, onMessage } = props
  const { t } = useTranslation(['dashboard', 'common'])
  const nameOf = useStudentName()
  const words = useCellWords()
  const row = model.rows.find(({ student }) => student.id === studentId)
  const at = model.columns.findIndex(({ label }) => label === question)
  const column = model.columns[at]
  if (!row || !column) return null
  const cell = row.cells[at]
  const { student } = row
  return (
    <PeekFrame
      onClose={props.onClose}
      title={<QuestionTitle label={question} title={column.title} />}
      about={
        <>
          <Link
            href={dashboardRoute(partId, { kind: 'student', student: studentId })}
            className={classes.student}
            replace
          >
            <StudentName student={student} />
          </Link>
          <span>{words(cell)}</span>
          {cell && <When cell={cell} />}
          <VisuallyHidden role="status">
            {`${nameOf(student)}, ${t('common:questionLabel', { label: question })}: ${words(cell)}`}
          </VisuallyHidden>
        </>
      }
      foot={<Links {...props} cell={cell} />}
    >
      {cell ? (
        <Sent key={`${studentId} ${question}`} {...props} cell={cell} />
      ) : (
        <p className="muted">{t('peek.nothing', { name: nameOf(student), label: question })}</p>
      )}
      <Asked data={props.data} studentId={studentId} />
      <ReplyTo key={studentId} sessionId={sessionId} row={row} onMessage={onMessage} />
    </PeekFrame>
  )
}

function When({ cell }: { cell: Cell }) {
  return (
    <span className="faint">
      {formatClock(cell.at)} · <Ago stamp={new Date(cell.at).toISOString()} />
    </span>
  )
}
