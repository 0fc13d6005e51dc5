import type { InputHTMLAttributes } from 'react'
import classes from './tick.module.css'

interface TickProps extends InputHTMLAttributes<HTMLInputElement> {
  isPartly?: boolean
}

/**
 * The box by which a record is selected. It looks as Mantine's does, whose several parts cost too much where
 * every frame of a scrolled list draws new rows.
 */
export function Tick({ isPartly = false, ...input }: TickProps) {
  return (
    <input
      {...input}
      ref={(node) => {
        if (node) node.indeterminate = isPartly
      }}
      type="checkbox"
      className={classes.tick}
    />
  )
}
