import type { ReactNode } from 'react'
import classes from './ToolHead.module.css'

/** The head of a tool or of what it changed: its title, and beside it the children. */
export function ToolHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={classes.head}>
      <h2>{title}</h2>
      {children}
    </div>
  )
}
