import { useState } from 'react'
import type { Dashboard, Session } from '../../api/types'
import { useClock } from '../../lib/clock'
import type { Column } from './gridModel'
import type { Reached } from './pace'
import type { PaceProps } from './Pace'

/** How often the chart is drawn: its data changes slowly, and drawing takes long. */
const REDRAW_MS = 5000

/** Returns the data of the pace chart of the grid's questions, the same for a few seconds; but the first record shows at once. */
export function usePace(session: Session, data: Dashboard, columns: readonly Column[]): PaceProps {
  const tick = useClock((now) => now - (now % REDRAW_MS))
  const now = { tick, hasBegun: data.start !== '', isOpen: session.open }
  const take = () => ({ ...now, pace: paceOf(session, data, columns, tick + REDRAW_MS) })
  const [taken, setTaken] = useState(take)
  const isOld = taken.tick !== tick || taken.hasBegun !== now.hasBegun || taken.isOpen !== now.isOpen
  if (isOld) setTaken(take())
  return taken.pace
}

function paceOf(
  session: Session,
  { start, questions, glance }: Dashboard,
  columns: readonly Column[],
  now: number,
): PaceProps {
  const shown = new Set(columns.map(({ label }) => label))
  const from = start === '' ? now : Date.parse(start)
  const known = questions.filter(({ label }) => shown.has(label))
  const reached: Reached[] = known.map(({ label, reached: seconds }) => ({
    label,
    times: seconds.map((second) => from + second * 1000),
  }))
  const ended = session.open ? now : Date.parse(session.lastRecordAt)
  return { reached, students: glance.seen, from, to: Math.max(from + 1000, ended) }
}
