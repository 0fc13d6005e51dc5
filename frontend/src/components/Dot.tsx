import { useConnection } from '../api/connection'
import classes from './Dot.module.css'

/** A dot: filled if something is on, hollow if it is off, or if nobody knows as the app does not answer. */
export function Dot({ on }: { on: boolean }) {
  const { live } = useConnection()
  return <span className={classes.dot} data-on={on && live} aria-hidden />
}
