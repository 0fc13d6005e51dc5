import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerGroup, Feedback, QuestionQuery, Student } from '../../api/types'
import type { Tolerance } from '../../components/answer/tolerance'
import { useDifference } from '../../components/answer/useDifference'
import { type Shown, useFigure } from '../../components/answer/useFigure'
import { asVerdict } from '../../components/Verdict'
import { formatCount } from '../../lib/format'
import { recordsRoute } from '../../lib/routes'
import { CallDiffers } from './CallDiffers'
import { GroupAnswer } from './GroupAnswer'
import { GroupNames } from '../../components/judging/GroupNames'
import { hintNote } from '../../components/judging/hint'
import { LabelField, LabelTag } from '../../components/judging/LabelField'
import { type Beside, Hints, ReasonLine } from '../../components/judging/Reasons'
import type { GroupActions } from '../../components/judging/useGroupActions'
import { GroupTools } from './GroupTools'
import { HintLine } from './HintLine'
import { previewedOf } from './previewed'
import { Variants } from './Variants'
import { spokenAnswer } from './spokenAnswer'
import classes from './GroupCard.module.css'

/** The answer that the others are compared with. */
export interface Against extends Shown {
  key: string
}

/** What all cards of a page share. */
export interface CardContext {
  query: QuestionQuery
  sent: number
  labels: string[]
  /** What students hear. */
  feedback: Feedback
  /** The record that the rule takes as its reference; 0 for none. */
  reference: number
  actions: GroupActions
  /** Writes to students, of a group or of none. */
  onMessage: (students: Student[], group?: AnswerGroup) => void
  onRemoveRule: () => void
}

export interface GroupCardProps extends CardContext {
  group: AnswerGroup
  /** Undefined if there is nothing to compare with. */
  against: Against | undefined
  tolerance: Tolerance
  /** The group as it was taken in last: who came since is only counted, as a new line would move the cards below. */
  taken: AnswerGroup
  isActive: boolean
  /** Whether its label is written, or the hint of that. */
  labelling: Labelling | undefined
  /** Picked to be compared with other groups. */
  isPicked: boolean
  /** Whether the ways in which its functions are written are shown. */
  isOpen: boolean
  onOpen: (key: string) => void
  onActive: (key: string) => void
  onPick: (key: string) => void
  onLabelling: (key: string | undefined, what?: Labelling) => void
}

/** What is written of a group: its label, or first of all the hint that goes with it. */
export type Labelling = 'label' | 'hint'

function Share({ group, sent, isLarge }: { group: AnswerGroup; sent: number; isLarge: boolean }) {
  const { t } = useTranslation('question')
  const percent = `${sent === 0 ? 0 : (group.count / sent) * 100}%`
  return (
    <div>
      <p className={classes.count} data-large={isLarge}>
        {formatCount(group.count)} {isLarge && <small>{t('ofSent', { sent })}</small>}
      </p>
      <div className={classes.share} aria-hidden>
        <span data-verdict={asVerdict(group.verdict) || 'none'} style={{ width: percent }} />
      </div>
    </div>
  )
}

/** Returns who is named: first those who stand there, also who has left since, then those who came. */
function useMembers(group: AnswerGroup, taken: AnswerGroup, { question, partId }: QuestionQuery) {
  const { t } = useTranslation('question')
  const now = new Map(group.members.map((member) => [member.student.id, member]))
  const known = new Set(taken.members.map(({ student }) => student.id))
  const came = group.members.filter(({ student }) => !known.has(student.id))
  return [...taken.members, ...came].map((before) => {
    const { student, recordId, attempts } = now.get(before.student.id) ?? before
    const title = t('attempts', { count: attempts })
    const href = recordsRoute(question, partId, [student.id], recordId)
    return { student, title, href, hasLeft: !now.has(student.id) }
  })
}

/** Returns the answer of a group, and how it differs from the one that all are compared with. */
function useBeside(group: AnswerGroup, against: Against | undefined, tolerance: Tolerance) {
  const shown = useFigure(previewedOf(group))
  const isPart = shown.isPart || group.uncertain
  const isReference = against?.key === group.key
  const difference = useDifference({ ...shown, isPart }, isReference ? undefined : against, tolerance)
  const beside: Beside = against && (isReference ? 'others' : 'reference')
  return { shown, difference, beside }
}

/** The form for the label of a group and its hint. */
function GroupLabelling({
  group,
  query,
  labels,
  feedback,
  actions,
  onLabelling,
  isHintFirst,
}: GroupCardProps & { isHintFirst: boolean }) {
  const { t } = useTranslation('feedback')
  return (
    <LabelField
      of={`${String(query.partId)} ${query.question} ${group.key}`}
      label={group.label}
      known={labels}
      hint={group.hint}
      hintNote={t(hintNote(feedback))}
      isHintFirst={isHintFirst}
      onSave={(...said) => actions.label(group, ...said)}
      onClose={() => onLabelling(undefined)}
    />
  )
}

/** One group of equal answers: how many, the answer, who, the verdict with its reason, the label. */
export const GroupCard = memo(function GroupCard(props: GroupCardProps) {
  const { group, taken, query, sent, reference, actions } = props
  const { isActive, labelling, isPicked, onActive, onLabelling, against, feedback } = props
  const { t } = useTranslation('question')
  const isReference = reference !== 0 && group.members.some(({ recordId }) => recordId === reference)
  // Its size is that of when it was taken in: a card that grows moves those below.
  const isLarge = taken.count > 1 && taken.count * 4 >= sent
  const { shown, difference, beside } = useBeside(group, against, props.tolerance)
  const members = useMembers(group, taken, query)
  const answer = spokenAnswer(group.preview) || t('noWords', { type: group.type })
  return (
    <article
      className={classes.card}
      data-active={isActive}
      data-small={!isLarge}
      data-group={group.key}
      data-verdict={asVerdict(group.verdict) || 'none'}
      data-picked={isPicked}
      aria-label={t('groupName', { count: group.count, answer })}
      tabIndex={isActive ? 0 : -1}
      onFocus={() => onActive(group.key)}
    >
      <Share group={group} sent={sent} isLarge={isLarge} />
      <div className={classes.body}>
        <div className={classes.top}>
          <GroupAnswer shown={shown} difference={difference} />
          {group.label !== '' && !labelling && (
            <LabelTag
              label={group.label}
              onEdit={() => onLabelling(group.key)}
              onRemove={() => actions.label(group, '')}
            />
          )}
          <Hints group={group} isReference={isReference} />
        </div>
        <ReasonLine
          group={group}
          difference={difference}
          beside={beside}
          onUnmark={() => actions.mark(group, '')}
          onRemoveRule={props.onRemoveRule}
        />
        {group.differs && <CallDiffers differs={group.differs} code={group.preview.text} />}
        <GroupNames members={members} known={taken.members.length} />
        {group.variants.length > 0 && (
          <Variants variants={group.variants} isOpen={props.isOpen} onOpen={() => props.onOpen(group.key)} />
        )}
        {labelling ? (
          <GroupLabelling {...props} isHintFirst={labelling === 'hint'} />
        ) : (
          <HintLine
            group={group}
            isHintTold={feedback.kind === 'hint'}
            onEdit={() => onLabelling(group.key, 'hint')}
          />
        )}
      </div>
      <GroupTools {...props} />
    </article>
  )
})
