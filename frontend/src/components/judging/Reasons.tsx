import { Tooltip as Tool } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AnswerGroup } from '../../api/types'
import { Tag } from '../Tag'
import { asVerdict, VerdictMark } from '../Verdict'
import { doubtOf, hintKey, reasonKey } from './reasons'
import classes from './Reasons.module.css'

interface ReasonLineProps {
  group: AnswerGroup
  onUnmark: () => void
  onRemoveRule: () => void
}

/** Why a group is right, wrong or not judged, in words, and the one action that undoes a verdict. */
export function ReasonLine({ group, onUnmark, onRemoveRule }: ReasonLineProps) {
  const { t } = useTranslation('question')
  const key = reasonKey(group)
  if (key === undefined) return null
  const { right, wrong, reason } = group
  const isMarked = group.marked !== ''
  return (
    <p className={classes.reason}>
      <VerdictMark verdict={asVerdict(group.verdict)} />
      <span>{t(key, { right, wrong, expected: reason.expected, shape: reason.shape })}</span>
      {doubtOf(group) === undefined && (
        <button type="button" className={classes.undo} onClick={isMarked ? onUnmark : onRemoveRule}>
          {t(isMarked ? 'takeBackMark' : 'removeRule')}
        </button>
      )}
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
