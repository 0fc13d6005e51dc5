import classes from './Dot.module.css'

/** A dot: filled if something is on, hollow if it is off. */
export function Dot({ on }: { on: boolean }) {
  return <span className={classes.dot} data-on={on} aria-hidden />
}
