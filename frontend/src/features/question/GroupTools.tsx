import { IconColumns2, IconListDetails, IconMessage, IconTag } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { AnswerGroup } from '../../api/types'
import type { GroupCardProps } from './GroupCard'
import { VerdictButtons } from '../../components/judging/VerdictButtons'
import { recordsRoute } from '../../lib/routes'
import classes from './GroupTools.module.css'

type GroupToolsProps = Pick<
  GroupCardProps,
  'group' | 'query' | 'actions' | 'isPicked' | 'onMessage' | 'onLabelling' | 'onPick'
>

const studentsOf = (group: AnswerGroup) => group.members.map(({ student }) => student)

/** What can be done with a group: in the same place on every card. */
export function GroupTools({
  group,
  query,
  actions,
  isPicked,
  onMessage,
  onLabelling,
  onPick,
}: GroupToolsProps) {
  const { t } = useTranslation('question')
  const students = studentsOf(group)
  const ids = students.map(({ id }) => id)
  return (
    <div className={classes.side}>
      <VerdictButtons group={group} onMark={(verdict) => actions.mark(group, verdict)} />
      <button
        type="button"
        className={classes.tool}
        aria-label={t('pick')}
        title={t('pickHint')}
        aria-pressed={isPicked}
        onClick={() => onPick(group.key)}
      >
        <IconColumns2 size={14} aria-hidden />
        {t('toolCompare')}
      </button>
      <button
        type="button"
        className={classes.tool}
        aria-label={t('addLabel')}
        title={t('addLabel')}
        onClick={() => onLabelling(group.key)}
      >
        <IconTag size={14} aria-hidden />
        {t('label')}
      </button>
      <button
        type="button"
        className={classes.tool}
        aria-label={t('message', { count: group.count })}
        title={`${t('message', { count: group.count })} (A)`}
        onClick={() => onMessage(students, group)}
      >
        <IconMessage size={14} aria-hidden />
        {t('toolMessage')}
      </button>
      <Link
        className={classes.tool}
        href={recordsRoute(query.question, query.partId, ids)}
        aria-label={t('inRecords')}
        title={t('inRecordsHint')}
      >
        <IconListDetails size={14} aria-hidden />
        {t('records')}
      </Link>
    </div>
  )
}
