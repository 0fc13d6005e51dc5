import type { ReactNode } from 'react'
import type { Verdict } from './Verdict'
import classes from './Tag.module.css'

/** A word in a box, such as a status. */
export function Tag({ children, accent = false }: { children: ReactNode; accent?: boolean }) {
  return (
    <span className={classes.tag} data-accent={accent}>
      {children}
    </span>
  )
}

/** The label of an answer's group, in the colour of its verdict: cut where there is no room, whole on hover. */
export function LabelOf({ label, verdict }: { label: string; verdict: Verdict }) {
  return (
    <span className={classes.tag} data-verdict={verdict || 'none'} data-label>
      <bdi className="truncate" title={label}>
        {label}
      </bdi>
    </span>
  )
}
