import type { ReactNode } from 'react'
import classes from './SectionHead.module.css'

/** The head of a section of the panel: its title, and beside it the children. */
export function SectionHead({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={classes.head}>
      <h3>{title}</h3>
      {children}
    </div>
  )
}
