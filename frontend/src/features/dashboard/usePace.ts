import { useMemo, useState } from 'react'
import type { Dashboard, Session } from '../../api/types'
import { useClock } from '../../lib/clock'
import type { Reached } from './pace'
import type { PaceProps } from './Pace'

/** How often the chart is drawn: its data changes slowly, and drawing takes long. */
const REDRAW_MS = 5000

/** Returns the data of the pace chart: every few seconds, but the first record at once. */
export function usePace(session: Session, data: Dashboard): PaceProps {
  const tick = useClock((now) => now - (now % REDRAW_MS))
  const hasBegun = data.start !== ''
  const [taken, setTaken] = useState({ tick, data, hasBegun })
  if (taken.tick !== tick || taken.hasBegun !== hasBegun) setTaken({ tick, data, hasBegun })
  return useMemo(() => paceOf(session, taken.data, taken.tick + REDRAW_MS), [session, taken])
}

function paceOf(session: Session, { start, questions, glance }: Dashboard, now: number): PaceProps {
  const from = start === '' ? now : Date.parse(start)
  const reached: Reached[] = questions.map(({ label, reached: seconds }) => ({
    label,
    times: seconds.map((second) => from + second * 1000),
  }))
  const ended = session.open ? now : Date.parse(session.lastRecordAt)
  return { reached, students: glance.started, from, to: Math.max(from + 1000, ended) }
}
