import { useConnection } from '../api/connection'
import { useClock } from '../lib/clock'
import { formatAgo, formatDate, formatExact } from '../lib/format'

/**
 * How long ago something was, kept true, with the exact time on hover. While the app does not answer, the
 * time itself: what is on the screen is of then, not of now.
 */
export function Ago({ stamp }: { stamp: string }) {
  const { live } = useConnection()
  const text = useClock((now) => (live ? formatAgo(stamp, now) : formatDate(stamp, now)))
  return (
    <time className="nowrap" dateTime={stamp} title={formatExact(stamp)}>
      {text}
    </time>
  )
}
