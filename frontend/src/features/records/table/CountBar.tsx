import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../../../api/connection'
import type { ListState } from '../../../api/recordList'
import type { Selection, Session } from '../../../api/types'
import { Dot } from '../../../components/Dot'
import { Sentence } from '../../../components/Sentence'
import { formatClock, formatCount } from '../../../lib/format'
import { ListBar } from '../list/ListBar'
import { Waiting, type WaitReason } from '../list/Waiting'
import { ExportButton } from '../selection/ExportButton'
import classes from './CountBar.module.css'

interface CountBarProps {
  session: Session
  state: ListState
  isFiltered: boolean
  reason: WaitReason
  onRelease: () => void
  /** Returns all records of the list as a selection, for an export. */
  all: () => Selection
  /** Stands beside Export. */
  children?: ReactNode
}

function Count({ session, state, isFiltered }: Pick<CountBarProps, 'session' | 'state' | 'isFiltered'>) {
  const { t } = useTranslation(['records', 'common'])
  if (state.name === '') return null
  if (!isFiltered) return <b data-testid="count">{t('common:countRecords', { count: state.total })}</b>
  return (
    <span data-testid="count">
      <Sentence
        words={t('count.ofAll', { count: session.records })}
        parts={{ n: <b>{formatCount(state.total)}</b> }}
      />
    </span>
  )
}

/** Says whether the list follows the room, or as of when it is. */
function Freshness({ session, asOf }: { session: Session; asOf: string }) {
  const { t } = useTranslation('records')
  const connection = useConnection()
  const since = asOf !== '' ? asOf : connection.live ? undefined : connection.asOf
  const isLive = session.open && since === undefined
  const paused = since === undefined ? '' : t('count.asOf', { time: formatClock(since) })
  const words = isLive ? t('count.live') : session.open ? paused : t('count.closed')
  return (
    <span className={classes.live} data-open={isLive} title={words}>
      <Dot on={isLive} />
      <span className="truncate" data-may-be-cut>
        {words}
      </span>
    </span>
  )
}

/** The bar with the count of records, whether the list is live, and how many new records wait. */
export function CountBar({ session, state, isFiltered, reason, onRelease, all, children }: CountBarProps) {
  const { t } = useTranslation('records')
  return (
    <ListBar>
      <Count session={session} state={state} isFiltered={isFiltered} />
      <Freshness session={session} asOf={state.asOf} />
      <Waiting state={state} reason={reason} onRelease={onRelease} />
      <span className="grow" />
      {children}
      <ExportButton
        label={isFiltered ? t('count.exportCount', { count: state.total }) : t('count.export')}
        chosen={all}
        count={state.total}
        disabled={state.total === 0}
      />
    </ListBar>
  )
}
