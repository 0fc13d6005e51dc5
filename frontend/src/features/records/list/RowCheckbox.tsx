import type { InputHTMLAttributes } from 'react'
import classes from './RowCheckbox.module.css'

interface RowCheckboxProps extends InputHTMLAttributes<HTMLInputElement> {
  /** The role of the cell that holds the box. */
  cell: 'gridcell' | 'columnheader'
  /** Some records are selected, and not all. */
  isPartly?: boolean
}

/** Reports whether a row was clicked where that selects it and does not open it. */
export function isOnCheckbox(target: EventTarget): boolean {
  return target instanceof Element && target.closest(`.${classes.cell}`) !== null
}

/**
 * The cell with the box that selects a record. The box looks like Mantine's, which has several parts and is too slow
 * for a list that draws new rows with every frame.
 */
export function RowCheckbox({ cell, isPartly = false, ...input }: RowCheckboxProps) {
  return (
    <span role={cell} className={classes.cell}>
      <input
        {...input}
        ref={(node) => {
          if (node) node.indeterminate = isPartly
        }}
        type="checkbox"
        className={classes.box}
      />
    </span>
  )
}
