import { useTranslation } from 'react-i18next'
import { useQuestionPage } from '../../api/questions'
import { may } from '../../api/team'
import type { AnswerGroup, QuestionQuery, SessionFacts } from '../../api/types'
import { FigureView } from '../../components/answer/FigureView'
import { useFigure } from '../../components/answer/useFigure'
import { Failed } from '../../components/Failed'
import { GroupNames } from '../../components/judging/GroupNames'
import { LoadingRows } from '../../components/LoadingRows'
import { LabelOf } from '../../components/Tag'
import { asVerdict, VerdictMark } from '../../components/Verdict'
import { Back } from './Back'
import { HintOf, Label, Marks } from './Judging'
import { Row, Rows } from './Row'
import classes from './QuestionGroups.module.css'

/** How many lines of a long answer are shown. */
const ROWS = 12

function Answer({ group }: { group: AnswerGroup }) {
  const { recordId, type, preview, members } = group
  const receivedAt = members.find((member) => member.recordId === recordId)?.receivedAt ?? ''
  const { figure, error } = useFigure({ recordId, receivedAt, type, preview })
  if (error) return <p className="muted">{error.message}</p>
  if (!figure) return <LoadingRows count={1} height={44} />
  return (
    <div className={classes.answer}>
      <FigureView figure={figure} rows={ROWS} />
    </div>
  )
}

function Group({ query, group, role }: { query: QuestionQuery; group: AnswerGroup; role: string }) {
  const { t } = useTranslation('assist')
  const verdict = asVerdict(group.verdict)
  return (
    <Row>
      <span className={classes.title}>
        <VerdictMark verdict={verdict} large />
        <b>{t('students', { count: group.count })}</b>
        {group.label !== '' && <LabelOf label={group.label} verdict={verdict} />}
      </span>
      <Answer group={group} />
      <GroupNames members={group.members.map(({ student }) => ({ student }))} />
      {may(role, 'mark') && (
        <>
          <Marks query={query} group={group} />
          <Label query={query} group={group} />
          <HintOf query={query} group={group} />
        </>
      )}
    </Row>
  )
}

interface QuestionGroupsProps {
  session: SessionFacts
  role: string
  label: string
}

/** The answers to a question in groups, with what judges them. */
export function QuestionGroups({ session, role, label }: QuestionGroupsProps) {
  const { t } = useTranslation('assist')
  const query = { sessionId: session.id, partId: 0, question: decodeURIComponent(label) }
  const { data, error, refetch } = useQuestionPage(query)
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <LoadingRows count={4} height={120} />
  return (
    <>
      <Back href="/questions">{t('nav.questions')}</Back>
      <h2 className={classes.heading}>
        {t('question', { question: data.label })} <bdi>{data.title}</bdi>
      </h2>
      <Rows>
        {data.groups.map((group) => (
          <Group key={group.key} query={query} group={group} role={role} />
        ))}
      </Rows>
    </>
  )
}
