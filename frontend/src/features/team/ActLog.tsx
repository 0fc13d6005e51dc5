import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useUndoAct } from '../../api/team'
import type { Act } from '../../api/types'
import { useActWords } from '../../components/useActWords'
import { formatClock, formatExact } from '../../lib/format'
import classes from './ActLog.module.css'

/** How many acts are shown: as many as somebody reads. */
const SHOWN = 100

function Line({ act }: { act: Act }) {
  const { t } = useTranslation('team')
  const say = useActWords()
  const undo = useUndoAct()
  const what = say(act)
  return (
    <li className={classes.act} data-undone={act.undone}>
      <time className="faint nowrap" dateTime={act.at} title={formatExact(act.at)}>
        {formatClock(act.at)}
      </time>
      <span className={classes.what}>
        <b>
          <bdi>{act.who}</bdi>
        </b>{' '}
        {what}
      </span>
      {act.undone && <span className="faint">{t('undone')}</span>}
      {act.undoable && !act.undone && (
        <Button
          variant="default"
          size="compact-sm"
          loading={undo.isPending}
          aria-label={t('undoOf', { what })}
          onClick={() => undo.mutate(act.id)}
        >
          {t('undo')}
        </Button>
      )}
    </li>
  )
}

/** What assistants did, the newest first, with what takes it back. */
export function ActLog({ acts }: { acts: Act[] }) {
  const { t } = useTranslation('team')
  return (
    <section aria-labelledby="log-title">
      <h2 id="log-title">{t('log')}</h2>
      {acts.length === 0 ? (
        <p className="muted">{t('nothing')}</p>
      ) : (
        <ol className={classes.acts}>
          {acts.slice(0, SHOWN).map((act) => (
            <Line key={act.id} act={act} />
          ))}
        </ol>
      )}
    </section>
  )
}
