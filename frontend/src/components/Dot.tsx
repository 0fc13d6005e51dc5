import classes from './Dot.module.css'

/** A dot: filled where something is on, hollow where it is off. */
export function Dot({ on }: { on: boolean }) {
  return <span className={classes.dot} data-on={on} aria-hidden />
}
