import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { formatExact } from '../lib/format'
import { PageHead } from './Page'
import classes from './Paper.module.css'

interface PaperProps {
  /** The page that it belongs to. */
  from: { href: string; label: string }
  /** What the head of the page calls it. */
  label: string
  title: string
  children: ReactNode
}

/** A page that is a sheet to print: of the window, paper gets the sheet alone. */
export function Paper({ from, label, title, children }: PaperProps) {
  const { t } = useTranslation('common')
  const [now] = useState(() => new Date().toISOString())
  return (
    <div className={classes.page}>
      <PageHead>
        <Link href={from.href} className="muted">
          {from.label}
        </Link>
        <span className="faint" aria-hidden>
          /
        </span>
        <b>{label}</b>
        <span className="grow" />
        <Button
          size="compact-sm"
          leftSection={<IconPrinter size={14} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('print')}
        </Button>
      </PageHead>
      <div className={classes.desk} role="region" aria-label={title} tabIndex={0}>
        <article className={classes.sheet} data-sheet>
          <header className={classes.title}>
            <h1>{title}</h1>
            <time className="muted">{formatExact(now)}</time>
          </header>
          {children}
        </article>
      </div>
    </div>
  )
}
