import classes from './Strip.module.css'

/** Up to this many students, each has a piece; more are one bar. */
const MOST_PIECES = 60

/** How many students sent it, as a strip with one piece a student. The number stands beside it. */
export function Strip({ sent, seen }: { sent: number; seen: number }) {
  if (seen === 0) return null
  if (seen > MOST_PIECES) {
    return (
      <div className={classes.bar} aria-hidden>
        <span style={{ width: `${Math.min(1, sent / seen) * 100}%` }} />
      </div>
    )
  }
  return (
    <div className={classes.strip} aria-hidden>
      {Array.from({ length: seen }, (_, i) => (
        <span key={i} data-on={i < sent} />
      ))}
    </div>
  )
}
