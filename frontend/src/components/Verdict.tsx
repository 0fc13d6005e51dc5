import { IconCheck, IconX } from '@tabler/icons-react'
import classes from './Verdict.module.css'

/** How an answer, or a group of answers, was judged; '' where nothing judged it. */
export type Verdict = 'right' | 'wrong' | 'mixed' | ''

/** Returns what the app says of an answer as a verdict; what is none of them is no verdict. */
export function asVerdict(said: string): Verdict {
  return said === 'right' || said === 'wrong' || said === 'mixed' ? said : ''
}

const ICON = 11

/**
 * The mark of a verdict, told apart by its form first: a disc with a check, a square with a cross, a disc and
 * a square in one, a ring. It says nothing to a screen reader: words stand beside it.
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
