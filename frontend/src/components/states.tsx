import { Button, EmptyState, Skeleton } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLoading } from '../lib/typeAhead'
import classes from './states.module.css'

const PATIENCE_MS = 200

/**
 * Stands where something is loading. Shows its children only after 200 ms: what comes quicker needs no
 * placeholder. Keys that nobody takes yet wait for what comes.
 */
export function AfterAWhile({ children }: { children: ReactNode }) {
  useLoading()
  const [isDue, setDue] = useState(false)
  useEffect(() => {
    const timer = window.setTimeout(() => setDue(true), PATIENCE_MS)
    return () => window.clearTimeout(timer)
  }, [])
  return isDue ? children : null
}

/** Rows that are being loaded, in the height that they will have. */
export function LoadingRows({ count, height }: { count: number; height: number }) {
  const { t } = useTranslation('common')
  return (
    <AfterAWhile>
      <div role="status" aria-label={t('loading')}>
        {Array.from({ length: count }, (_, i) => (
          <div key={i} className={classes.loadingRow} style={{ height }}>
            <Skeleton height={10} width={`${14 + ((i * 7) % 9)}%`} />
            <Skeleton height={10} width={24} />
            <Skeleton height={10} width={`${20 + ((i * 11) % 25)}%`} />
          </div>
        ))}
      </div>
    </AfterAWhile>
  )
}

interface BlankProps {
  icon: ReactNode
  title: string
  children?: ReactNode
  actions?: ReactNode
}

/** A page with nothing on it: says why, and what to do next. */
export function Blank({ icon, title, children, actions }: BlankProps) {
  return (
    <div className={classes.blank}>
      <EmptyState icon={icon} title={title} description={children} size="md">
        {actions && <EmptyState.Actions>{actions}</EmptyState.Actions>}
      </EmptyState>
    </div>
  )
}

/** A page whose facts could not be had. */
export function Failed({ error, retry }: { error: Error; retry: () => unknown }) {
  const { t } = useTranslation('common')
  return (
    <Blank
      icon={<IconPlugConnectedX size={24} />}
      title={t('failed')}
      actions={
        <Button variant="default" onClick={() => retry()}>
          {t('tryAgain')}
        </Button>
      }
    >
      {error.message}
    </Blank>
  )
}
