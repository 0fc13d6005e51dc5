import type { ReactNode } from 'react'
import { Link } from 'wouter'
import classes from './Row.module.css'

/** A list of an assistant's page. */
export function Rows({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <ul className={classes.list} aria-label={label}>
      {children}
    </ul>
  )
}

/** What a list shows of one thing, parted from the next by a line. */
export function Row({ children }: { children: ReactNode }) {
  return <li className={classes.row}>{children}</li>
}

/** The way from a row to more, which a thumb hits. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className={classes.link}>
      {children}
    </Link>
  )
}
