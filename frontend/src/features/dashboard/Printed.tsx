import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamesHidden } from '../../components/StudentName'
import type { Dashboard, SessionFacts } from '../../api/types'
import { appNow } from '../../lib/clock'
import { formatExact } from '../../lib/format'
import { GlanceRow } from './GlanceRow'
import type { GridModel } from './gridModel'
import { PrintedAttention } from './PrintedAttention'
import { PrintedGrid } from './PrintedGrid'
import classes from './Printed.module.css'

interface PrintedProps {
  session: SessionFacts
  data: Dashboard
  model: GridModel
  partId: number
}

/** The dashboard on paper: all of it, every student with every question, black on white, with its session and its time. */
export function Printed({ session, data, model, partId }: PrintedProps) {
  const { t } = useTranslation('dashboard')
  const areHidden = useNamesHidden()
  const [now] = useState(() => new Date(appNow()).toISOString())
  const part = session.parts.find(({ id }) => id === partId)
  return (
    <article className={classes.printed} data-paper>
      <header className={classes.head}>
        <h1>
          <bdi>{session.name}</bdi>
          {part && (
            <>
              {', '}
              {t('part')} <bdi>{part.name}</bdi>
            </>
          )}
        </h1>
        <p>
          <bdi>{session.owner}</bdi> · <time dateTime={now}>{formatExact(now)}</time>
          {areHidden && ` · ${t('print.hidden')}`}
        </p>
      </header>
      <div className={classes.glance}>
        <GlanceRow session={session} data={data} rows={model.rows} />
      </div>
      <PrintedAttention lines={data.attention} rows={model.rows} />
      <PrintedGrid model={model} median={data.glance.median} />
    </article>
  )
}
