import { useTranslation } from 'react-i18next'
import { useConnection } from '../../api/connection'
import type { Session, Status } from '../../api/types'
import { Dot } from '../../components/Dot'
import { Sentence } from '../../components/Sentence'
import { useSince } from '../../lib/clock'
import { formatExact } from '../../lib/format'
import classes from './Connection.module.css'

function Listening({ status }: { status: Status }) {
  const { t } = useTranslation('home')
  const { live } = useConnection()
  const address = status.addresses[0]
  const isReached = live && address !== undefined && !status.notices.some((n) => n.code === 'no_network')
  return (
    <li>
      <Dot on={isReached} />
      <span>
        {!live ? (
          t('state.lost')
        ) : address === undefined || !isReached ? (
          t('state.alone')
        ) : (
          <Sentence
            words={t('state.listening')}
            parts={{ address: <span className="mono">{address}</span> }}
          />
        )}
      </span>
    </li>
  )
}

/** Says whether it works now: where the app listens, how many notebooks are connected, when the last record came. */
export function Connection({ session, status }: { session: Session; status: Status }) {
  const { t } = useTranslation('home')
  const when = useSince(session.lastRecordAt)
  const { connected, fetched } = status
  const { live } = useConnection()
  return (
    <ul className={classes.connection} aria-label={t('state.label')}>
      <Listening status={status} />
      {live && (
        <li>
          <Dot on={connected > 0} />
          {connected > 0 ? t('state.notebooks', { count: connected }) : t('state.noNotebook')}
          {fetched > 0 && <span className="faint">{t('state.fetched', { count: fetched })}</span>}
        </li>
      )}
      <li>
        <Dot on={session.records > 0} />
        {t('state.records', { count: session.records })}
        {session.lastRecordAt !== '' && (
          <span className="faint" title={formatExact(session.lastRecordAt)}>
            {t('state.last', { when })}
          </span>
        )}
      </li>
    </ul>
  )
}
