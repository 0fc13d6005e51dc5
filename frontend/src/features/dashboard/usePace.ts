import { useState } from 'react'
import { useSessionValue } from '../../api/queries'
import type { Dashboard, SessionFacts } from '../../api/types'
import { useClock } from '../../lib/clock'
import type { Column } from './gridModel'
import type { Reached } from './pace'
import type { PaceProps } from './Pace'

/** How often the chart is drawn: its data changes slowly, and drawing takes long. */
const REDRAW_MS = 5000

/** Returns the data of the pace chart of the grid's questions, the same for a few seconds; but the first record shows at once. */
export function usePace(session: SessionFacts, data: Dashboard, columns: readonly Column[]): PaceProps {
  const tick = useClock((now) => now - (now % REDRAW_MS))
  const now = { tick, hasBegun: data.start !== '', isOpen: session.open }
  const lastAt = useSessionValue(session.id, ({ open, lastRecordAt }) => (open ? '' : lastRecordAt)) ?? ''
  const until = session.open ? tick + REDRAW_MS : Date.parse(lastAt)
  const take = () => ({ ...now, pace: paceOf(data, columns, until) })
  const [taken, setTaken] = useState(take)
  const isOld = taken.tick !== tick || taken.hasBegun !== now.hasBegun || taken.isOpen !== now.isOpen
  if (isOld) setTaken(take())
  return taken.pace
}

/** Returns what the chart shows up to a moment, in milliseconds. */
function paceOf(
  { start, questions, glance }: Dashboard,
  columns: readonly Column[],
  until: number,
): PaceProps {
  const shown = new Set(columns.map(({ label }) => label))
  const from = start === '' ? until : Date.parse(start)
  const known = questions.filter(({ label }) => shown.has(label))
  const reached: Reached[] = known.map(({ label, reached: seconds }) => ({
    label,
    times: seconds.map((second) => from + second * 1000),
  }))
  return { reached, students: glance.seen, from, to: Math.max(from + 1000, until) }
}
