import { useConnection } from '../api/connection'
import { useClock } from '../lib/clock'
import { formatAgo, formatDate, formatExact } from '../lib/format'

interface AgoProps {
  stamp: string
  /** Whether it says when that was instead: nobody waits for more. */
  isOver?: boolean
}

/**
 * How long ago something was, kept true, with the exact time on hover. While the app does not answer, it shows the time
 * itself: the screen is as old as the app's last answer.
 */
export function Ago({ stamp, isOver = false }: AgoProps) {
  const { live } = useConnection()
  const text = useClock((now) => (live && !isOver ? formatAgo(stamp, now) : formatDate(stamp, now)))
  return (
    <time className="nowrap" dateTime={stamp} title={formatExact(stamp)}>
      {text}
    </time>
  )
}
