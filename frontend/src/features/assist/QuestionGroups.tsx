import { Button, TextInput } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuestionPage } from '../../api/questions'
import { may } from '../../api/team'
import type { AnswerGroup, QuestionQuery, SessionFacts } from '../../api/types'
import { FigureView } from '../../components/answer/FigureView'
import { useFigure } from '../../components/answer/useFigure'
import { Failed } from '../../components/Failed'
import { Form } from '../../components/Form'
import { GroupNames } from '../../components/judging/GroupNames'
import { LoadingRows } from '../../components/LoadingRows'
import { LabelOf } from '../../components/Tag'
import { asVerdict, VerdictMark } from '../../components/Verdict'
import { Back } from './Back'
import { Buttons } from './Buttons'
import { Row, Rows } from './Row'
import { useAct } from './useAct'
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

function Marks({ query, group }: { query: QuestionQuery; group: AnswerGroup }) {
  const { t } = useTranslation('assist')
  const act = useAct(query.sessionId)
  const { key, count, marked } = group
  const mark = (verdict: 'right' | 'wrong', what: string) =>
    act.mutate({ method: 'MarkGroup', args: [query, key, marked === verdict ? '' : verdict], what })
  const what = {
    right: t('markRight', { count: String(count) }),
    wrong: t('markWrong', { count: String(count) }),
  }
  return (
    <Buttons>
      {(['right', 'wrong'] as const).map((verdict) => (
        <Button
          key={verdict}
          variant={marked === verdict ? 'filled' : 'default'}
          leftSection={verdict === 'right' ? <IconCheck size={16} /> : <IconX size={16} />}
          aria-label={what[verdict]}
          aria-pressed={marked === verdict}
          onClick={() => mark(verdict, what[verdict])}
        >
          {t(verdict)}
        </Button>
      ))}
    </Buttons>
  )
}

function Label({ query, group }: { query: QuestionQuery; group: AnswerGroup }) {
  const { t } = useTranslation('assist')
  const act = useAct(query.sessionId)
  const [typed, setTyped] = useState<string>()
  const label = typed ?? group.label
  const set = () =>
    act.mutate(
      { method: 'LabelGroup', args: [query, group.key, label.trim()], what: t('label') },
      { onSuccess: () => setTyped(undefined) },
    )
  return (
    <Form canSend={label.trim() !== group.label} onSend={set}>
      <Buttons>
        <TextInput
          aria-label={t('label')}
          placeholder={t('label')}
          size="md"
          maxLength={100}
          autoComplete="off"
          value={label}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {label.trim() !== group.label && (
          <Button type="submit" variant="default">
            {t('setLabel')}
          </Button>
        )}
      </Buttons>
    </Form>
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
