import type { ReactNode } from 'react'
import { useConnection } from '../api/connection'
import { useClock } from '../lib/clock'
import { formatAgo, formatDate, formatExact } from '../lib/format'
import classes from './bits.module.css'

/** A dot: filled where something is on, hollow where it is off. */
export function Dot({ on }: { on: boolean }) {
  return <span className={classes.dot} data-on={on} aria-hidden />
}

/** A name that somebody typed: its own direction, cut at the end, whole on hover. */
export function Name({ children }: { children: string }) {
  return (
    <bdi className={`ell ${classes.name}`} title={children}>
      {children}
    </bdi>
  )
}

/** The label of a question. */
export function QuestionLabel({ children }: { children: string }) {
  return (
    <span className={classes.question}>
      <bdi title={children}>{children}</bdi>
    </span>
  )
}

/** A word in a box, such as a status. */
export function Tag({ children, accent = false }: { children: ReactNode; accent?: boolean }) {
  return (
    <span className={classes.tag} data-accent={accent}>
      {children}
    </span>
  )
}

/**
 * How long ago something was, kept true, with the exact time on hover. While the app does not answer, the
 * time itself: what is on the screen is of then, not of now.
 */
export function Ago({ stamp }: { stamp: string }) {
  const { live } = useConnection()
  const text = useClock((now) => (live ? formatAgo(stamp, now) : formatDate(stamp, now)))
  return (
    <time className="nowrap" dateTime={stamp} title={formatExact(stamp)}>
      {text}
    </time>
  )
}
