import { IconCheck, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { RecordView } from '../api/types'
import classes from './Verdict.module.css'

/** How an answer or a group of answers was judged; '' if it was not judged. */
export type Verdict = 'right' | 'wrong' | 'mixed' | ''

/** Returns a word of the app as a verdict; '' for any other word. */
export function asVerdict(said: string): Verdict {
  return said === 'right' || said === 'wrong' || said === 'mixed' ? said : ''
}

const ICON = 11

/**
 * The mark of a verdict, recognised by its form first: a disc with a check for right, a square with a cross for wrong,
 * both in one for mixed, a ring for none. It is hidden from screen readers: words stand beside it.
 */
export function VerdictMark({ verdict, large = false }: { verdict: Verdict; large?: boolean }) {
  return (
    <span className={classes.mark} data-verdict={verdict || 'none'} data-large={large} aria-hidden>
      <Sign verdict={verdict} size={large ? '70%' : ICON} />
    </span>
  )
}

function Sign({ verdict, size }: { verdict: Verdict; size: number | string }) {
  if (verdict === 'right') return <IconCheck size={size} stroke={3} />
  return verdict === 'wrong' ? <IconX size={size} stroke={3} /> : null
}

/**
 * The mark of a record's verdict where no words stand beside it: screen readers and the pointer get the word. It is empty
 * while the app does not know the verdict yet.
 */
export function VerdictDisc({ record }: { record: Pick<RecordView, 'graded' | 'verdict'> }) {
  const { t } = useTranslation('common')
  if (!record.graded) return <span className={classes.unknown} title={t('verdicts.unknown')} />
  const verdict = asVerdict(record.verdict)
  const word = t(`verdicts.${verdict || 'none'}`)
  return (
    <span className={classes.mark} data-verdict={verdict || 'none'} role="img" aria-label={word} title={word}>
      <Sign verdict={verdict} size={ICON} />
    </span>
  )
}
