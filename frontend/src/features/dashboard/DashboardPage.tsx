import { Button, Group, Skeleton, VisuallyHidden } from '@mantine/core'
import { IconListNumbers, IconUsers } from '@tabler/icons-react'
import { memo, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearch } from 'wouter'
import { useDashboard } from '../../api/dashboard'
import { useOpenSession } from '../../api/mutations'
import { useCurrentFacts, useSessionFacts } from '../../api/queries'
import type { SessionFacts } from '../../api/types'
import { CatalogueDialog } from '../../components/catalogue/CatalogueDialog'
import { CopyFirstCell } from '../../components/FirstCell'
import { LoadingRows } from '../../components/LoadingRows'
import { NoSession } from '../../components/NoSession'
import { AfterAWhile } from '../../components/AfterAWhile'
import { Blank } from '../../components/Blank'
import { Failed } from '../../components/Failed'
import { navigate } from '../../lib/location'
import { usePrinting } from '../../lib/printing'
import { DashboardBody } from './DashboardBody'
import { GlanceRow } from './GlanceRow'
import { Printed } from './Printed'
import { useGridModel } from './useGridModel'
import classes from './DashboardPage.module.css'

/** Five figures and a grid, where they will be. */
function Loading() {
  return (
    <div className={classes.page}>
      <div className={classes.figures} aria-hidden>
        <AfterAWhile>
          {[1, 2, 3, 4, 5].map((n) => (
            <Skeleton key={n} height="2.5rem" width="70%" />
          ))}
        </AfterAWhile>
      </div>
      <LoadingRows count={16} height={28} />
    </div>
  )
}

/** Says that nobody is here, and what brings students: the first cell, or opening the session. */
function Nobody({ session, onCatalogue }: { session: SessionFacts; onCatalogue: () => void }) {
  const { t } = useTranslation('dashboard')
  const open = useOpenSession()
  return (
    <Blank
      icon={<IconUsers size={24} />}
      title={t(session.open ? 'nobody' : 'nobodyWas')}
      actions={
        <Group gap="xs">
          {session.open ? (
            <CopyFirstCell session={session} large />
          ) : (
            <Button loading={open.isPending} onClick={() => open.mutate(session.id)}>
              {t('openIt')}
            </Button>
          )}
          <Button variant="default" leftSection={<IconListNumbers size={16} />} onClick={onCatalogue}>
            {t('catalogue')}
          </Button>
        </Group>
      }
    >
      {t(session.open ? 'nobodyText' : 'nobodyWasText')}
    </Blank>
  )
}

function showPart(partId: number) {
  navigate(partId === 0 ? '/dashboard' : `/dashboard?part=${partId}`, { replace: true })
}

const Heading = memo(function Heading({ session }: { session: SessionFacts }) {
  const { t } = useTranslation('dashboard')
  return <VisuallyHidden component="h1">{t('heading', { session: session.name })}</VisuallyHidden>
})

function SessionDashboard({ session }: { session: SessionFacts }) {
  const wanted = Number(new URLSearchParams(useSearch()).get('part'))
  const partId = session.parts.some(({ id }) => id === wanted) ? wanted : 0
  const { data, error, refetch } = useDashboard(session.id, partId)
  const model = useGridModel(data)
  const isPrinting = usePrinting()
  const [isCatalogueOpen, setCatalogueOpen] = useState(false)
  const onCatalogue = useCallback(() => setCatalogueOpen(true), [])
  const closeCatalogue = useCallback(() => setCatalogueOpen(false), [])
  // While the app does not answer, the last data stays, under the shell's banner.
  if (!data || !model) return error ? <Failed error={error} retry={refetch} /> : <Loading />
  return (
    <div className={classes.page}>
      <Heading session={session} />
      {isPrinting && <Printed session={session} data={data} model={model} partId={partId} />}
      <GlanceRow session={session} data={data} rows={model.rows} />
      {model.rows.length === 0 && model.columns.length === 0 ? (
        <Nobody session={session} onCatalogue={onCatalogue} />
      ) : (
        <DashboardBody
          session={session}
          data={data}
          model={model}
          partId={partId}
          onCatalogue={onCatalogue}
          onPart={showPart}
        />
      )}
      <CatalogueDialog sessionId={session.id} opened={isCatalogueOpen} onClose={closeCatalogue} />
    </div>
  )
}

/**
 * The dashboard: who moves, who needs help and why, and which mistakes are shared. It is one answer of the app and one
 * repaint: rows are compared with those before and only what changed is drawn, and of 300 x 60 cells only the visible
 * ones are. Bars are drawn on the grid's own tracks, to which no chart library aligns; the pace is drawn by
 * @mantine/charts, which writes no style that the Content-Security-Policy forbids.
 */
export function DashboardPage() {
  const { t } = useTranslation('dashboard')
  const sessions = useSessionFacts()
  const session = useCurrentFacts()
  if (sessions.error && !sessions.data) return <Failed error={sessions.error} retry={sessions.refetch} />
  if (session) return <SessionDashboard key={session.id} session={session} />
  if (!sessions.data) return <Loading />
  return <NoSession hasSessions={sessions.data.length > 0}>{t('noSession')}</NoSession>
}
