import type { ComponentProps } from 'react'
import classes from './ListBar.module.css'

interface ListBarProps extends ComponentProps<'div'> {
  /** The bar is about a selection, and has another background. */
  isSelection?: boolean
}

/** The bar between the filters and a list. */
export function ListBar({ isSelection = false, ...bar }: ListBarProps) {
  return <div {...bar} className={classes.bar} data-selection={isSelection} />
}
