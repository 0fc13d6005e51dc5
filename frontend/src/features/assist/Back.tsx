import { IconChevronLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import classes from './Back.module.css'

/** The way back from one thing to the list of all. */
export function Back({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className={classes.back}>
      <IconChevronLeft size={20} aria-hidden /> {children}
    </Link>
  )
}
