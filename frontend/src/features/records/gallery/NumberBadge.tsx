import classes from './NumberBadge.module.css'

/** An answer's number in the comparison; label says it aloud where no heading does. */
export function NumberBadge({ number, label }: { number: number; label?: string }) {
  return (
    <span className={classes.badge} aria-label={label} role={label === undefined ? undefined : 'img'}>
      {number}
    </span>
  )
}
