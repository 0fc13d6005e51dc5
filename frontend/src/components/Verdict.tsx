import { IconCheck, IconX } from '@tabler/icons-react'
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
  const size = large ? '70%' : ICON
  return (
    <span className={classes.mark} data-verdict={verdict || 'none'} data-large={large} aria-hidden>
      {verdict === 'right' && <IconCheck size={size} stroke={3} />}
      {verdict === 'wrong' && <IconX size={size} stroke={3} />}
    </span>
  )
}
