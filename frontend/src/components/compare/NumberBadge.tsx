import classes from './NumberBadge.module.css'

/** An answer's number in the comparison; screen readers read the label, if one is given. */
export function NumberBadge({ number, label }: { number: number; label?: string }) {
  return (
    <span className={classes.badge} aria-label={label} role={label === undefined ? undefined : 'img'}>
      {number}
    </span>
  )
}
