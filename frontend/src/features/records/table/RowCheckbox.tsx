import type { InputHTMLAttributes } from 'react'
import classes from './RowCheckbox.module.css'

interface RowCheckboxProps extends InputHTMLAttributes<HTMLInputElement> {
  isPartly?: boolean
}

/**
 * The box by which a record is selected. It looks as Mantine's does, whose several parts cost too much where
 * every frame of a scrolled list draws new rows.
 */
export function RowCheckbox({ isPartly = false, ...input }: RowCheckboxProps) {
  return (
    <input
      {...input}
      ref={(node) => {
        if (node) node.indeterminate = isPartly
      }}
      type="checkbox"
      className={classes.box}
    />
  )
}
