import { Button } from '@mantine/core'
import { IconTag } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useQuestionPage } from '../../../api/questions'
import type { RecordView } from '../../../api/types'
import { judgedRecord } from '../../../components/judging/judgedRecord'
import { hintNote } from '../../../components/judging/hint'
import { LabelField, LabelTag } from '../../../components/judging/LabelField'
import { doubtOf, reasonKey } from '../../../components/judging/reasons'
import { VerdictButtons } from '../../../components/judging/VerdictButtons'
import { Tag } from '../../../components/Tag'
import { asVerdict, VerdictMark } from '../../../components/Verdict'
import { Key } from '../../../components/Key'
import { groupRoute } from '../../../lib/routes'
import type { RecordMarks } from './useRecordMarks'
import classes from './Judgement.module.css'

interface JudgementProps {
  record: RecordView
  /** The part within which answers are grouped; 0 means all. */
  partId: number
  marks: RecordMarks
}

/** The verdict with its reason, and the one action that takes a mark back. */
function Reason({ record, partId, marks }: JudgementProps) {
  const { t } = useTranslation(['question', 'common'])
  const judged = judgedRecord(record, partId)
  const key = reasonKey(judged)
  const verdict = asVerdict(record.verdict)
  const { expected, shape } = record.reason
  return (
    <p className={classes.reason}>
      <VerdictMark verdict={verdict} />
      {/* The sentence of a doubt begins with the verdict; a mark's does not name it. */}
      {(key === undefined || judged.marked !== '') && <b>{t(`common:verdicts.${verdict || 'none'}`)}</b>}
      {key !== undefined && <span>{t(key, { right: 0, wrong: 0, expected, shape })}</span>}
      {judged.marked !== '' && doubtOf(judged) === undefined && (
        <button type="button" className={classes.link} onClick={() => marks.mark(record, '')}>
          {t('takeBackMark')}
        </button>
      )}
      {record.uncertain && (
        <span title={t('uncertainHint')}>
          <Tag>{t('uncertain')}</Tag>
        </span>
      )}
    </p>
  )
}

/** The field for the label of a record's group and its hint, with the labels that others of the question have. */
function Labelling({ record, partId, marks }: JudgementProps) {
  const { t } = useTranslation('feedback')
  const { sessionId, question } = record
  const { data, isPlaceholderData } = useQuestionPage({ sessionId, partId, question })
  const group = isPlaceholderData ? undefined : data?.groups.find(({ key }) => key === record.groupKey)
  return (
    <LabelField
      of={`${String(partId)} ${question} ${record.groupKey}`}
      label={record.label}
      known={data?.labels ?? []}
      {...(data && group && { hint: group.hint, hintNote: t(hintNote(data.feedback)) })}
      onSave={(label, hint) => marks.label(record, label, hint, group?.hint)}
      onClose={marks.endLabelling}
    />
  )
}

/** What is said of the open record: its verdict and why, its label, how many are the same; and what says it anew. */
export function Judgement(props: JudgementProps) {
  const { record, partId, marks } = props
  const { t } = useTranslation(['records', 'question', 'common'])
  if (!record.graded) return <p className={`faint ${classes.reason}`}>{t('common:verdicts.unknown')}</p>
  const isLabelling = marks.labelling === record.id
  return (
    <section aria-label={t('panel.verdict')} className={classes.judgement}>
      <Reason {...props} />
      <div className={classes.line}>
        <VerdictButtons
          group={judgedRecord(record, partId)}
          onMark={(verdict) => marks.mark(record, verdict)}
        />
        {record.label === '' && !isLabelling && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconTag size={14} />}
            rightSection={<Key>L</Key>}
            onClick={() => marks.startLabelling(record)}
          >
            {t('question:label')}
          </Button>
        )}
        {record.label !== '' && !isLabelling && (
          <LabelTag
            label={record.label}
            onEdit={() => marks.startLabelling(record)}
            onRemove={() => marks.label(record, '')}
          />
        )}
      </div>
      {isLabelling && <Labelling {...props} />}
      <Link href={groupRoute(record.question, partId, record.groupKey)} className={classes.same}>
        {record.alike > 1 ? t('panel.same', { count: record.alike - 1 }) : t('panel.sameNone')}
      </Link>
    </section>
  )
}
