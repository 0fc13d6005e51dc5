import { Tooltip as Tool } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AnswerGroup } from '../../api/types'
import type { Difference } from '../answer/difference'
import { useDifferenceWords } from '../answer/useDifferenceWords'
import { Tag } from '../Tag'
import { asVerdict, VerdictMark } from '../Verdict'
import { doubtOf, hintKey, reasonKey } from './reasons'
import classes from './Reasons.module.css'

/** What an answer is compared with: the reference, or the others with it; undefined for nothing. */
export type Beside = 'reference' | 'others' | undefined

interface ReasonLineProps {
  group: AnswerGroup
  /** How its answer differs from the one that it is compared with. */
  difference?: Difference | undefined
  beside?: Beside
  onUnmark: () => void
  onRemoveRule: () => void
}

function Reason({ group, onUnmark, onRemoveRule }: Omit<ReasonLineProps, 'difference' | 'beside'>) {
  const { t } = useTranslation('question')
  const key = reasonKey(group)
  if (key === undefined) return null
  const { right, wrong, reason } = group
  const isMarked = group.marked !== ''
  return (
    <span>
      <VerdictMark verdict={asVerdict(group.verdict)} />{' '}
      {t(key, { right, wrong, expected: reason.expected, shape: reason.shape })}{' '}
      {doubtOf(group) === undefined && (
        <button type="button" className={classes.undo} onClick={isMarked ? onUnmark : onRemoveRule}>
          {t(isMarked ? 'takeBackMark' : 'removeRule')}
        </button>
      )}
    </span>
  )
}

/**
 * Why a group is right, wrong or not judged, in words, with the one action that undoes a verdict; and how its answer
 * differs. If groups are compared, the line is there before anything is marked, so that a mark moves nothing.
 */
export function ReasonLine({ difference, beside, ...props }: ReasonLineProps) {
  const { t } = useTranslation('question')
  const differenceWords = useDifferenceWords()
  if (beside === undefined && reasonKey(props.group) === undefined) return null
  const says = difference
    ? differenceWords(difference).join(', ')
    : beside === 'others'
      ? t('othersCompared')
      : ''
  return (
    <p className={classes.reason}>
      <Reason {...props} />
      <span className={classes.difference}>{says}</span>
    </p>
  )
}

/** Hints on a group beside its verdict. */
export function Hints({ group, isReference }: { group: AnswerGroup; isReference: boolean }) {
  const { t } = useTranslation('question')
  // What the reason of the verdict says need not be said twice.
  const hints = group.hints.filter(({ code }) => code !== group.reason.code)
  return (
    <>
      {group.uncertain && (
        <Tool label={t('uncertainHint')} multiline maw={320}>
          <span>
            <Tag>{t('uncertain')}</Tag>
          </span>
        </Tool>
      )}
      {isReference && <Tag>{t('isReference')}</Tag>}
      {hints.map(({ code, shape, expected }) => {
        const key = hintKey(code)
        return key && <Tag key={code}>{t(key, { shape, expected })}</Tag>
      })}
    </>
  )
}
