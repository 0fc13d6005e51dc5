import { useTranslation } from 'react-i18next'
import { useCurrentSession, useSessions, useStatus } from '../../api/queries'
import { AfterAWhile } from '../../components/AfterAWhile'
import { Failed } from '../../components/Failed'
import { LoadingRows } from '../../components/LoadingRows'
import { NoSession } from '../../components/NoSession'
import { DemoGuide } from './DemoGuide'
import { Guide } from './Guide'
import { OwnerStep } from './OwnerStep'
import { SessionStep } from './SessionStep'
import { TryDemo } from './TryDemo'
import classes from './HomePage.module.css'

function Content() {
  const { t } = useTranslation('home')
  const status = useStatus()
  const sessions = useSessions()
  const session = useCurrentSession()
  if (status.data?.owner === '') return <OwnerStep suggested={status.data.suggestedOwner} />
  if (sessions.error && !sessions.data) return <Failed error={sessions.error} retry={sessions.refetch} />
  if (!status.data || !sessions.data) {
    return (
      <AfterAWhile>
        <LoadingRows count={4} height={48} />
      </AfterAWhile>
    )
  }
  const { owner } = status.data
  if (sessions.data.length === 0) {
    return (
      <>
        <SessionStep owner={owner} />
        <TryDemo />
      </>
    )
  }
  if (!session) {
    return <NoSession hasSessions>{t('noSession')}</NoSession>
  }
  if (session.demo) {
    const isFirst = sessions.data.every(({ demo }) => demo)
    return <DemoGuide key={session.id} session={session} owner={isFirst ? owner : undefined} />
  }
  return <Guide key={session.id} session={session} status={status.data} />
}

/** The first tab: it leads through the first start; later it shows how the app works and whether it does. */
export function HomePage() {
  return (
    <div className={classes.page}>
      <div className={classes.column}>
        <Content />
      </div>
    </div>
  )
}
