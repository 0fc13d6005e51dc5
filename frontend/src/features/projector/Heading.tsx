import type { ReactNode } from 'react'
import classes from './Heading.module.css'

/** The heading of a view, in one line; what stands in a span is said more quietly. */
export function Heading({ children }: { children: ReactNode }) {
  return <h1 className={classes.heading}>{children}</h1>
}
