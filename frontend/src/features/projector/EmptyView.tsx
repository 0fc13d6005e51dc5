import type { ReactNode } from 'react'
import classes from './EmptyView.module.css'

/** What stands in the middle of the screen while there is nothing to show. */
export function EmptyView({ children }: { children: ReactNode }) {
  return <p className={classes.empty}>{children}</p>
}
