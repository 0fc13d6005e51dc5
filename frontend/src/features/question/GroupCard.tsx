import { ActionIcon, Tooltip as Tool } from '@mantine/core'
import { IconColumns2, IconListDetails, IconMessage, IconTag } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { AnswerGroup, QuestionQuery, Student } from '../../api/types'
import { asVerdict } from '../../components/Verdict'
import { formatCount } from '../../lib/format'
import { GroupAnswer } from './GroupAnswer'
import { GroupNames } from './GroupNames'
import { LabelField, LabelTag } from '../../components/judging/LabelField'
import { Hints, ReasonLine } from '../../components/judging/Reasons'
import type { GroupActions } from '../../components/judging/useGroupActions'
import { VerdictButtons } from '../../components/judging/VerdictButtons'
import { recordsRoute } from './routes'
import { spokenAnswer } from './spokenAnswer'
import classes from './GroupCard.module.css'

/** What all cards of a page share. */
export interface CardContext {
  query: QuestionQuery
  sent: number
  labels: string[]
  /** The record that the rule takes as its reference; 0 for none. */
  reference: number
  actions: GroupActions
  onMessage: (students: Student[], groupKey: string) => void
  onRemoveRule: () => void
}

interface GroupCardProps extends CardContext {
  group: AnswerGroup
  /** Who of the group is named: while the list is read no name comes, because a new line would move the cards below. */
  named: AnswerGroup['members']
  isActive: boolean
  isLabelling: boolean
  /** Picked to be compared with other groups. */
  isPicked: boolean
  onActive: (key: string) => void
  onPick: (key: string) => void
  onLabelling: (key: string | undefined) => void
}

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

function useMembers(named: AnswerGroup['members'], { question, partId }: QuestionQuery) {
  const { t } = useTranslation('question')
  return named.map(({ student, recordId, attempts }) => ({
    student,
    title: t('attempts', { count: attempts }),
    href: recordsRoute(question, partId, [student.id], recordId),
  }))
}

function Side({ group, query, actions, isPicked, onMessage, onLabelling, onPick }: GroupCardProps) {
  const { t } = useTranslation('question')
  const students = group.members.map(({ student }) => student)
  const inRecords = recordsRoute(
    query.question,
    query.partId,
    students.map(({ id }) => id),
  )
  return (
    <div className={classes.side}>
      <VerdictButtons group={group} onMark={(verdict) => actions.mark(group, verdict)} />
      <div className={classes.tools}>
        <Tool label={t('pickHint')}>
          <ActionIcon
            aria-label={t('pick')}
            aria-pressed={isPicked}
            data-picked={isPicked}
            onClick={() => onPick(group.key)}
          >
            <IconColumns2 size={16} />
          </ActionIcon>
        </Tool>
        <Tool label={t('addLabel')}>
          <ActionIcon aria-label={t('addLabel')} onClick={() => onLabelling(group.key)}>
            <IconTag size={16} />
          </ActionIcon>
        </Tool>
        <Tool label={t('message', { count: group.count })}>
          <ActionIcon
            aria-label={t('message', { count: group.count })}
            onClick={() => onMessage(students, group.key)}
          >
            <IconMessage size={16} />
          </ActionIcon>
        </Tool>
        <Tool label={t('inRecordsHint')}>
          <ActionIcon component={Link} href={inRecords} aria-label={t('inRecords')}>
            <IconListDetails size={16} />
          </ActionIcon>
        </Tool>
      </div>
    </div>
  )
}

/** One group of equal answers: how many, the answer, who, the verdict with its reason, the label. */
export const GroupCard = memo(function GroupCard(props: GroupCardProps) {
  const { group, query, sent, labels, reference, actions } = props
  const { isActive, isLabelling, isPicked, onActive, onLabelling } = props
  const { t } = useTranslation('question')
  const isReference = reference !== 0 && group.members.some(({ recordId }) => recordId === reference)
  const isLarge = group.count > 1 && group.count * 4 >= sent
  const members = useMembers(props.named, query)
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
          <GroupAnswer group={group} />
          {group.label !== '' && !isLabelling && (
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
          onUnmark={() => actions.mark(group, '')}
          onRemoveRule={props.onRemoveRule}
        />
        <GroupNames members={members} />
        {isLabelling && (
          <LabelField
            label={group.label}
            known={labels}
            onSave={(label) => actions.label(group, label)}
            onClose={() => onLabelling(undefined)}
          />
        )}
      </div>
      <Side {...props} />
    </article>
  )
})
