import { Fragment, memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useClassList } from '../../api/classList'
import { useSessionValue } from '../../api/queries'
import type { Dashboard, SessionFacts } from '../../api/types'
import { useClock, useSpan } from '../../lib/clock'
import { presenceOf } from '../../lib/presence'
import { classListRoute } from '../../lib/routes'
import { formatCount, formatExact, formatSpan } from '../../lib/format'
import { countQuiet, medianTitle } from './glance'
import type { Row } from './gridModel'
import classes from './GlanceRow.module.css'

interface FigureProps {
  value: string
  title: ReactNode
  note: ReactNode
  hint?: string
  /** Whether it is a time: its units are small. */
  isSpan?: boolean
  /** Whether it calls for the teacher. */
  isUrgent?: boolean
}

/** A time, its numbers large and its units small: `42 min`. */
function Span({ text }: { text: string }) {
  return text
    .split(/(\s\p{L}+\s?)/u)
    .map((piece, i) => (i % 2 === 1 ? <small key={i}>{piece}</small> : piece))
}

const Figure = memo(function Figure({
  value,
  title,
  note,
  hint,
  isSpan = false,
  isUrgent = false,
}: FigureProps) {
  return (
    <div className={classes.figure} data-urgent={isUrgent} title={hint}>
      <span className={classes.value} data-long={value.length > (isSpan ? 6 : 4)}>
        {isSpan ? <Span text={value} /> : value}
      </span>
      <span className={classes.caption}>
        <b>{title}</b>
        <span>{note}</span>
      </span>
    </div>
  )
})

/** Who was seen; with a class list, who of it was not, and on hover by name. */
function Seen({ glance, sessionId }: Pick<Dashboard, 'glance'> & { sessionId: number }) {
  const { t } = useTranslation('dashboard')
  const { data: list } = useClassList(sessionId)
  const { seen, started } = glance
  const words = t('glance.started', { count: started })
  if (list === undefined || list.people.length === 0) {
    return <Figure value={formatCount(seen)} title={t('glance.seen', { count: seen })} note={words} />
  }
  const without = (['notStarted', 'absent'] as const).map((presence) => ({
    presence,
    people: list.people.filter((person) => presenceOf(person) === presence),
  }))
  const shown = without.filter(({ presence, people }) => presence === 'absent' || people.length > 0)
  const hint = without
    .filter(({ people }) => people.length > 0 && !list.hidden)
    .map(({ presence, people }) =>
      [t(`glance.list.${presence}`), ...people.map(({ name }) => name)].join('\n'),
    )
    .join('\n\n')
  return (
    <Figure
      value={formatCount(seen)}
      title={t('glance.seen', { count: seen })}
      note={
        <>
          {words}
          {shown.map(({ presence, people }) => (
            <Fragment key={presence}>
              {', '}
              <Link href={classListRoute(presence)}>{t(`glance.${presence}`, { count: people.length })}</Link>
            </Fragment>
          ))}
        </>
      }
      {...(hint !== '' && { hint })}
    />
  )
}

function Active({ active, rows, isOpen }: { active: number; rows: readonly Row[]; isOpen: boolean }) {
  const { t } = useTranslation('dashboard')
  const count = useClock((now) => countQuiet(rows, now).count)
  const long = useClock((now) => countQuiet(rows, now).long)
  const quiet = long > 0 ? t('glance.quietLong', { count: long }) : t('glance.quiet', { count })
  // After the end nobody is expected to send.
  return (
    <Figure
      value={isOpen ? formatCount(active) : '–'}
      title={t('glance.active')}
      note={isOpen ? quiet : t('glance.ended')}
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
      title={title === '' ? t('glance.median') : <bdi>{t('glance.medianTitle', { title })}</bdi>}
      note={median === '' ? t('glance.nobodyStarted') : t('glance.range', { lowest, highest })}
      hint={`${title}\n${t('glance.medianHint')}`.trim()}
    />
  )
}

function HelpSince({ count, stamp }: { count: number; stamp: string }) {
  const { t } = useTranslation('dashboard')
  const span = useSpan(stamp)
  return count === 1 ? t('glance.helpSince', { span }) : t('glance.helpLongest', { span })
}

function Elapsed({ session }: { session: SessionFacts }) {
  const { t } = useTranslation('dashboard')
  const { open, openedAt, closedAt } = session
  const count = useSessionValue(session.id, ({ records }) => records) ?? 0
  const records = t('glance.records', { count })
  const elapsed = useClock((now) => formatSpan((open ? now : Date.parse(closedAt)) - Date.parse(openedAt)))
  if (openedAt === '') return <Figure value="–" title={t('glance.unopened')} note={records} />
  if (open) return <Figure value={elapsed} isSpan title={t('glance.elapsed')} note={records} />
  return (
    <Figure value={elapsed} isSpan title={t('glance.closed')} note={records} hint={formatExact(closedAt)} />
  )
}

interface GlanceRowProps {
  session: SessionFacts
  data: Dashboard
  rows: readonly Row[]
}

/** The class in five figures, to be read from two metres. */
export function GlanceRow({ session, data, rows }: GlanceRowProps) {
  const { t } = useTranslation('dashboard')
  const { active, help, helpSince } = data.glance
  return (
    <section className={classes.glance} aria-label={t('glance.title')}>
      <Seen glance={data.glance} sessionId={session.id} />
      <Active active={active} rows={rows} isOpen={session.open} />
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
