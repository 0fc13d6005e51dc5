import type { ReactNode } from 'react'
import classes from './Tag.module.css'

/** A word in a box, such as a status. */
export function Tag({ children, accent = false }: { children: ReactNode; accent?: boolean }) {
  return (
    <span className={classes.tag} data-accent={accent}>
      {children}
    </span>
  )
}
