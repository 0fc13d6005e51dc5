import type { ReactNode } from 'react'
import classes from './Bar.module.css'

/** What is done most, at the bottom of the screen, where the thumb of the hand is that holds the phone. */
export function Bar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={classes.bar} aria-label={label}>
      {children}
    </section>
  )
}
