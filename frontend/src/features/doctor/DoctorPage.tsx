import { Button } from '@mantine/core'
import { IconPrinter, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useDoctor } from '../../api/networkQueries'
import { useStatus } from '../../api/queries'
import type { Diagnosis } from '../../api/types'
import { ListenOn } from '../../components/ListenOn'
import { PageHead } from '../../components/Page'
import { Failed } from '../../components/Failed'
import { LoadingRows } from '../../components/LoadingRows'
import { useSince } from '../../lib/clock'
import { Findings } from './Findings'
import { Interfaces } from './Interfaces'
import { Path } from './NetworkPath'
import { VerdictBar } from './VerdictBar'
import classes from './DoctorPage.module.css'

function Looked({ diagnosis }: { diagnosis: Diagnosis }) {
  const { t } = useTranslation('doctor')
  return t('looked', { when: useSince(diagnosis.lookedAt) })
}

function LastResort() {
  const { t } = useTranslation('doctor')
  return (
    <section>
      <h2>{t('lastResort')}</h2>
      <ol className={classes.resort}>
        <li>{t('resortHotspot')}</li>
        <li>{t('resortCell')}</li>
        <li>
          <Link href="/doctor/sheet">{t('resortSheet')}</Link>
        </li>
      </ol>
    </section>
  )
}

function Head({
  diagnosis,
  isLooking,
  onLook,
}: {
  diagnosis: Diagnosis | undefined
  isLooking: boolean
  onLook: () => void
}) {
  const { t } = useTranslation('doctor')
  return (
    <PageHead>
      <Link href="/settings" className="muted">
        {t('settings')}
      </Link>
      <span className="faint" aria-hidden>
        /
      </span>
      <h1>{t('title')}</h1>
      <span className={classes.looked} role="status">
        {isLooking ? t('looking') : diagnosis && <Looked diagnosis={diagnosis} />}
      </span>
      <span className="grow" />
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconRefresh size={14} aria-hidden />}
        disabled={isLooking}
        onClick={onLook}
      >
        {t('lookAgain')}
      </Button>
      <Button
        component={Link}
        href="/doctor/sheet"
        variant="default"
        size="compact-sm"
        leftSection={<IconPrinter size={14} aria-hidden />}
      >
        {t('sheet')}
      </Button>
    </PageHead>
  )
}

/** The network doctor: can notebooks reach this computer, and if not, why and what to do. */
export function DoctorPage() {
  const { t } = useTranslation('doctor')
  const { data: status } = useStatus()
  const { data, error, isFetching, refetch } = useDoctor()
  return (
    <div className={classes.page}>
      <Head diagnosis={data} isLooking={isFetching} onLook={() => void refetch()} />
      {error && !isFetching ? (
        <Failed error={error} retry={refetch} />
      ) : (
        <div className={classes.split} aria-busy={isFetching}>
          <div className={classes.list}>
            {data ? (
              <>
                <VerdictBar diagnosis={data} connected={status?.connected ?? 0} />
                {status && <Path findings={data.findings} status={status} />}
                <Findings findings={data.findings} />
              </>
            ) : (
              <LoadingRows count={6} height={72} />
            )}
          </div>
          <aside className={classes.side} aria-label={t('thisComputer')}>
            {data && <Interfaces interfaces={data.interfaces} best={status?.addresses[0]} />}
            {status && (
              <section>
                <h2>{t('listenOn')}</h2>
                <ListenOn status={status} />
              </section>
            )}
            <LastResort />
          </aside>
        </div>
      )}
    </div>
  )
}
