import { ActionIcon, Button, Kbd } from '@mantine/core'
import {
  IconAdjustments,
  IconChevronLeft,
  IconChevronRight,
  IconListDetails,
  IconListNumbers,
  IconPresentation,
} from '@tabler/icons-react'
import { Trans, useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { QuestionPage, SessionFacts } from '../../api/types'
import { FeedbackButton } from '../../components/feedback/FeedbackButton'
import { feedbackKind } from '../../components/feedback/feedback'
import type { useQuestionFeedback } from '../../components/feedback/useFeedback'
import { QuestionLabel } from '../../components/QuestionLabel'
import { PageHead } from '../../components/Page'
import { projectorRoute, questionRoute, recordsRoute } from '../../lib/routes'
import { TitleField } from './TitleField'
import classes from './QuestionHead.module.css'

interface QuestionHeadProps {
  session: SessionFacts
  partId: number
  page: QuestionPage
  feedback: ReturnType<typeof useQuestionFeedback>
  isTitling: boolean
  onTitling: (isTitling: boolean) => void
  onOrder: () => void
  /** Shows the rules; undefined if they are shown beside the answers. */
  onRules: (() => void) | undefined
}

function Neighbour({ label, partId, isNext }: { label: string; partId: number; isNext: boolean }) {
  const { t } = useTranslation('question')
  const Icon = isNext ? IconChevronRight : IconChevronLeft
  const says = t(isNext ? 'after' : 'before')
  return label === '' ? (
    <ActionIcon aria-label={says} disabled>
      <Icon size={16} />
    </ActionIcon>
  ) : (
    <ActionIcon component={Link} href={questionRoute(label, partId)} aria-label={says} title={says}>
      <Icon size={16} />
    </ActionIcon>
  )
}

function Counts({ page: { sent, seen, right, wrong } }: { page: QuestionPage }) {
  const { t } = useTranslation('question')
  const rest = sent - right - wrong
  return (
    <p className={classes.counts} data-testid="question-counts">
      <span>
        <Trans
          ns="question"
          i18nKey="sentOf"
          count={sent}
          values={{ seen }}
          components={{ b: <b className={classes.sent} /> }}
        />
      </span>
      {right > 0 && <b className={classes.right}>{t('judgedRight', { count: right })}</b>}
      {wrong > 0 && <b className={classes.wrong}>{t('judgedWrong', { count: wrong })}</b>}
      {rest > 0 && right + wrong > 0 && <span>{t('notJudged', { count: rest })}</span>}
    </p>
  )
}

/** What the question's students hear, and what sets it. */
function QuestionFeedback({
  session,
  page,
  feedback,
}: Pick<QuestionHeadProps, 'session' | 'page' | 'feedback'>) {
  const { t } = useTranslation(['feedback', 'common'])
  return (
    <FeedbackButton
      hasKey
      of={t('common:questionLabel', { label: page.label })}
      feedback={page.feedback}
      set={feedback.own}
      session={feedbackKind(session.feedback)}
      isReleased={page.released}
      note={`${t('actsAtOnce', { count: page.sent })} ${t('nothingLeaves')}`}
      onSet={feedback.onSet}
    />
  )
}

/** The head of a question's page: its label and title, how many sent it, and what can be done with all answers. */
export function QuestionHead({
  session,
  partId,
  page,
  feedback,
  isTitling,
  onTitling,
  onOrder,
  onRules,
}: QuestionHeadProps) {
  const { t } = useTranslation('question')
  const { label, title, order, added } = page
  return (
    <PageHead>
      <nav className={classes.crumbs} aria-label={t('breadcrumb')}>
        <Link href="/dashboard" className="muted">
          {t('dashboard')}
        </Link>
        <span className="faint" aria-hidden>
          /
        </span>
      </nav>
      <h1 className={classes.title}>
        <QuestionLabel>{label}</QuestionLabel>
        <TitleField
          key={label}
          {...{ sessionId: session.id, label, title, order, added }}
          isEditing={isTitling}
          onEditing={onTitling}
        />
      </h1>
      <span className={classes.neighbours}>
        <Neighbour label={page.previous} partId={partId} isNext={false} />
        <Neighbour label={page.next} partId={partId} isNext />
      </span>
      <Button
        variant="subtle"
        size="compact-sm"
        className={classes.order}
        leftSection={<IconListNumbers size={14} />}
        aria-label={t('order')}
        title={t('orderHint')}
        onClick={onOrder}
      >
        {t('order')}
      </Button>
      <span className="grow" />
      <Counts page={page} />
      <QuestionFeedback session={session} page={page} feedback={feedback} />
      <Button
        component={Link}
        href={recordsRoute(label, partId, [])}
        variant="default"
        size="compact-sm"
        leftSection={<IconListDetails size={14} />}
        title={t('recordsHint')}
      >
        {t('records')}
      </Button>
      <Button
        component={Link}
        href={projectorRoute('answers', label, [], partId)}
        variant="default"
        size="compact-sm"
        leftSection={<IconPresentation size={14} />}
        rightSection={<Kbd>P</Kbd>}
      >
        {t('project')}
      </Button>
      {onRules && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconAdjustments size={14} />}
          onClick={onRules}
        >
          {t('rules')}
        </Button>
      )}
    </PageHead>
  )
}
