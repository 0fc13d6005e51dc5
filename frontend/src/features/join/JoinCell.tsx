import { Button } from '@mantine/core'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { useOpenSession } from '../../api/mutations'
import { useFirstCell } from '../../api/queries'
import type { SessionFacts } from '../../api/types'
import { Code } from '../../components/answer/Code'
import { Key } from '../../components/Key'
import { Sentence } from '../../components/Sentence'
import { cellText } from '../../components/useCopy'
import { useReachBy } from '../../lib/preferences'
import { longestLine } from '../../lib/lines'
import classes from './JoinCell.module.css'

function Lines({ session }: { session: SessionFacts }) {
  const { data } = useFirstCell(session)
  const by = useReachBy()
  // Nobody copies a cell with the whole client from the screen by hand.
  const shown = by === 'selfContained' ? 'address' : by
  const source = data ? cellText(data, shown) : '\n\n\n'
  return (
    <div style={{ '--chars': longestLine(source) } as CSSProperties} data-testid="join-cell">
      <Code source={source} scrolls={false} className={classes.code} />
    </div>
  )
}

function Closed({ session, canOpen }: { session: SessionFacts; canOpen: boolean }) {
  const { t } = useTranslation('join')
  const open = useOpenSession()
  return (
    <p className={classes.closed} role="status">
      <span>{t('closed')}</span>
      {canOpen && (
        <Button size="lg" loading={open.isPending} onClick={() => open.mutate(session.id)}>
          {t('openIt')}
        </Button>
      )}
    </p>
  )
}

/** The lines for the first cell of the current session, or what to do to get them. */
export function Cell({ session, canOpen }: { session: SessionFacts | undefined; canOpen: boolean }) {
  const { t } = useTranslation(['join', 'demo'])
  if (!session) {
    return (
      <div className={classes.cell} data-trouble>
        <p className={classes.closed} role="status">
          <span>
            <Sentence
              words={t('noSession')}
              parts={{
                esc: <Key className={classes.key}>Esc</Key>,
                n: <Key className={classes.key}>N</Key>,
                s: <Key className={classes.key}>S</Key>,
              }}
            />
          </span>
        </p>
      </div>
    )
  }
  if (session.demo) {
    return (
      <div className={classes.cell} data-trouble>
        <p className={classes.closed} role="status">
          <span>{t('demo:noJoin')}</span>
        </p>
      </div>
    )
  }
  return (
    <div className={classes.cell} data-trouble={session.open ? undefined : true}>
      {session.open ? (
        <p className={classes.caption}>{t('paste')}</p>
      ) : (
        <Closed session={session} canOpen={canOpen} />
      )}
      <Lines session={session} />
    </div>
  )
}
