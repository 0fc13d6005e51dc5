import type { ReactNode } from 'react'
import classes from './Buttons.module.css'

/** Buttons and fields side by side, each as large as a thumb. */
export function Buttons({ children }: { children: ReactNode }) {
  return <div className={classes.buttons}>{children}</div>
}
