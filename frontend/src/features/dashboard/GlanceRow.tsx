import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Dashboard, Session } from '../../api/types'
import { useClock, useSpan } from '../../lib/clock'
import { formatCount, formatDuration, formatExact } from '../../lib/format'
import { countQuiet, medianTitle } from './glance'
import type { Row } from './gridModel'
import classes from './GlanceRow.module.css'

interface FigureProps {
  value: string
  title: ReactNode
  note: ReactNode
  hint?: string
  /** Whether it calls for the teacher. */
  isUrgent?: boolean
  /** Whether its words may be long: it takes the room that is left, and is the first to shrink. */
  isWide?: boolean
}

function Figure({ value, title, note, hint, isUrgent = false, isWide = false }: FigureProps) {
  return (
    <div className={classes.figure} data-urgent={isUrgent} data-wide={isWide} title={hint}>
      <span className={classes.value}>{value}</span>
      <span className={classes.caption}>
        <b>{title}</b>
        <span>{note}</span>
      </span>
    </div>
  )
}

function Active({ active, rows }: { active: number; rows: readonly Row[] }) {
  const { t } = useTranslation('dashboard')
  const count = useClock((now) => countQuiet(rows, now).count)
  const long = useClock((now) => countQuiet(rows, now).long)
  return (
    <Figure
      value={formatCount(active)}
      title={t('glance.active')}
      note={long > 0 ? t('glance.quietLong', { count, long }) : t('glance.quiet', { count })}
      isWide
    />
  )
}

function Median({ data }: { data: Dashboard }) {
  const { t } = useTranslation('dashboard')
  const { median, lowest, highest } = data.glance
  const title = medianTitle(data)
  return (
    <Figure
      value={median === '' ? '–' : median}
      title={title === '' ? t('glance.median') : t('glance.medianTitle', { title })}
      note={median === '' ? t('glance.nobodyStarted') : t('glance.range', { lowest, highest })}
      hint={t('glance.medianHint')}
      isWide
    />
  )
}

function HelpSince({ count, stamp }: { count: number; stamp: string }) {
  const { t } = useTranslation('dashboard')
  const span = useSpan(stamp)
  return count === 1 ? t('glance.helpSince', { span }) : t('glance.helpLongest', { span })
}

function Elapsed({ session }: { session: Session }) {
  const { t } = useTranslation('dashboard')
  const elapsed = useClock((now) => formatDuration(now - Date.parse(session.openedAt)))
  const records = t('glance.records', { count: session.records })
  if (!session.open)
    return <Figure value="–" title={t('glance.closed')} note={records} hint={formatExact(session.closedAt)} />
  return <Figure value={elapsed} title={t('glance.elapsed')} note={records} />
}

interface GlanceRowProps {
  session: Session
  data: Dashboard
  rows: readonly Row[]
}

/** The class in six figures, to be read from two metres. */
export function GlanceRow({ session, data, rows }: GlanceRowProps) {
  const { t } = useTranslation('dashboard')
  const { seen, started, connected, active, help, helpSince } = data.glance
  const missing = seen - started
  return (
    <section tabIndex={0} className={classes.glance} aria-label={t('glance.title')}>
      <Figure
        value={formatCount(seen)}
        title={t('glance.seen', { count: seen })}
        note={t('glance.connected', { count: connected })}
      />
      <Figure
        value={formatCount(started)}
        title={t('glance.started', { count: started })}
        note={missing > 0 ? t('glance.notStarted', { count: missing }) : t('glance.everybody')}
      />
      <Active active={active} rows={rows} />
      <Median data={data} />
      <Figure
        value={formatCount(help)}
        title={t('glance.help', { count: help })}
        note={help > 0 ? <HelpSince count={help} stamp={helpSince} /> : t('glance.noHelp')}
        isUrgent={help > 0}
      />
      <Elapsed session={session} />
    </section>
  )
}
