import type { ReactNode } from 'react'
import type { Session } from '../../api/types'
import { useAgo, useClock } from '../../lib/clock'
import { formatCount, formatDuration, formatExact, formatTime, plural } from '../../lib/format'
import type { Glance } from './glance'
import classes from './dashboard.module.css'

interface FigureProps {
  value: string
  title: ReactNode
  note: string
  hint?: string
}

function Figure({ value, title, note, hint }: FigureProps) {
  return (
    <div className={classes.figure} title={hint}>
      <span className={classes.value}>{value}</span>
      <span className={classes.caption}>
        <b>{title}</b>
        <span>{note}</span>
      </span>
    </div>
  )
}

function LastRecord({ stamp }: { stamp: string }) {
  const ago = useAgo(stamp)
  if (stamp === '') return <Figure value="–" title="last record" note="none yet" />
  return (
    <Figure
      value={ago}
      title="since the last record"
      note={`at ${formatTime(stamp)}`}
      hint={formatExact(stamp)}
    />
  )
}

function Duration({ session }: { session: Session }) {
  const elapsed = useClock((now) => formatDuration(now - Date.parse(session.openedAt)))
  if (!session.open) return <Figure value="–" title="closed" note={formatExact(session.closedAt)} />
  return <Figure value={elapsed} title="into the lab" note={`open since ${formatTime(session.openedAt)}`} />
}

interface GlanceRowProps {
  session: Session
  figures: Glance
  questions: number
}

/** The room in five figures, to be read from two metres. */
export function GlanceRow({ session, figures, questions }: GlanceRowProps) {
  const { seen, started, attempts, median } = figures
  return (
    <section className={classes.glance} aria-label="At a glance">
      <Figure
        value={formatCount(seen)}
        title={plural(seen, { one: 'student seen', other: 'students seen' })}
        note={plural(started, { one: '{n} has started', other: '{n} have started' })}
      />
      <Figure
        value={formatCount(session.records)}
        title={plural(session.records, { one: 'record', other: 'records' })}
        note={plural(attempts, { one: 'in {n} attempt', other: 'in {n} attempts' })}
      />
      <Figure
        value={formatCount(median)}
        title={plural(median, { one: 'question sent', other: 'questions sent' })}
        note={`by the median student, of ${formatCount(questions)}`}
        hint="Half of those who started have sent at least this many questions."
      />
      <LastRecord stamp={session.lastRecordAt} />
      <Duration session={session} />
    </section>
  )
}
