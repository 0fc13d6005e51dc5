import { Button } from '@mantine/core'
import { IconArrowNarrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useDashboard } from '../../api/dashboard'
import { useFollowing, usePreparationQuestions, useRelabel } from '../../api/preparation'
import type { Preparation, SessionFacts } from '../../api/types'
import { NotebookPreview } from '../../components/catalogue/NotebookPreview'
import { Drift } from '../../components/notebook/Drift'
import { QuestionLabel } from '../../components/QuestionLabel'
import { notifyUndo } from '../../components/undo'
import { ToolHead } from './ToolHead'
import type { ToolProps } from './Tools'
import classes from './RecordsTool.module.css'

interface OfSession {
  notebook: Preparation
  session: SessionFacts
}

/** Offers that answers and all else of a session follow the new numbers. */
function Follow({ notebook, session }: OfSession) {
  const { t } = useTranslation('notebook')
  const { data } = useFollowing(notebook, session.id)
  const relabel = useRelabel(session.id)
  if (!data) return null
  const { moves, split, taken } = data
  const says = { session: session.name }
  if (moves.length === 0) return <p className={classes.text}>{t('follow.none', says)}</p>
  async function follow() {
    const there = moves.map(({ old, new: becomes }) => ({ old, new: becomes }))
    const back = there.map(({ old, new: becomes }) => ({ old: becomes, new: old }))
    await relabel.mutateAsync(there)
    notifyUndo(t('follow.did', { count: there.length }), () => relabel.mutateAsync(back))
  }
  return (
    <div className={classes.text}>
      <p>{t('follow.text', says)}</p>
      <ul className={classes.moves}>
        {moves.map(({ old, new: becomes, title, students }) => (
          <li key={old}>
            <QuestionLabel>{old}</QuestionLabel>
            <IconArrowNarrowRight size={14} aria-hidden />
            <QuestionLabel>{becomes}</QuestionLabel>
            <bdi className="grow truncate">{title}</bdi>
            <span className="muted">{t('follow.answers', { count: students })}</span>
          </li>
        ))}
      </ul>
      {split.map((label) => (
        <p key={label} role="note">
          {t('follow.split', { label })}
        </p>
      ))}
      {taken.map((label) => (
        <p key={label} role="alert">
          {t('follow.taken', { label })}
        </p>
      ))}
      <p className="muted">{t('follow.warning')}</p>
      <Button
        className={classes.do}
        loading={relabel.isPending}
        disabled={taken.length > 0}
        onClick={() => void follow().catch(() => undefined)}
      >
        {t('follow.do')}
      </Button>
    </div>
  )
}

/** Offers the titles of the notebook to the session. */
function Titles({ notebook, session }: OfSession) {
  const { t } = useTranslation('notebook')
  const { data: dashboard } = useDashboard(session.id)
  const { data: read } = usePreparationQuestions(notebook)
  if (!dashboard || !read) return null
  return (
    <section className={classes.text}>
      <h3>{t('titles')}</h3>
      <NotebookPreview sessionId={session.id} questions={dashboard.questions} notebook={read} />
    </section>
  )
}

/** What of the session follows the notebook: answers, titles, and who has which version of it. */
export function RecordsTool({ notebook, session }: ToolProps) {
  const { t } = useTranslation('notebook')
  return (
    <>
      <ToolHead title={t('follow.title')} />
      {session ? (
        <>
          <Drift session={session} />
          <Follow notebook={notebook} session={session} />
          <Titles notebook={notebook} session={session} />
        </>
      ) : (
        <p className={classes.text}>{t('connect.choose')}</p>
      )}
    </>
  )
}
