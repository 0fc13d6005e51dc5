import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { NotebookChange, Preparation } from '../../api/types'
import { Code } from '../../components/answer/Code'
import { CodeDiff } from '../../components/answer/CodeDiff'
import { withoutPacked } from '../../lib/lines'
import { ToolHead } from './ToolHead'
import classes from './Changes.module.css'

function Change({ change }: { change: NotebookChange }) {
  const { t } = useTranslation('notebook')
  const { was, is, kind } = change
  const before = useMemo(() => withoutPacked(change.before), [change.before])
  const after = useMemo(() => withoutPacked(change.after), [change.after])
  const what = was === 0 ? 'added' : is === 0 ? 'gone' : 'changed'
  return (
    <li className={classes.change} data-what={what}>
      <h3>
        {t(`changes.${what}`, { is, was })}{' '}
        <span className="faint">{t(`changes.kind.${kind as 'code'}`)}</span>
      </h3>
      {what === 'changed' ? (
        <CodeDiff left={before} right={after} />
      ) : (
        <div className={classes.whole}>
          <Code source={what === 'gone' ? before : after} />
        </div>
      )}
    </li>
  )
}

/** The cells that are not what they are in the file, before and after. */
export function Changes({ notebook }: { notebook: Preparation }) {
  const { t } = useTranslation('notebook')
  const { changes, more, beside, cells } = notebook
  const added = changes.filter(({ was }) => was === 0).length
  const count = changes.length + more
  const rest = cells - count - beside + changes.filter(({ is }) => is === 0).length
  if (count === 0 && beside === 0) {
    return (
      <div className={classes.changes}>
        <ToolHead title={t('changes.title')} />
        <p className={classes.note}>{t('changes.none')}</p>
      </div>
    )
  }
  return (
    <div className={classes.changes} tabIndex={0} role="group" aria-label={t('changes.title')}>
      <ToolHead title={t('changes.title')}>
        <span className="muted" role="status">
          {t('changes.count', { count })}
        </span>
      </ToolHead>
      <ul>
        {changes.map((change) => (
          <Change key={`${String(change.was)} ${String(change.is)}`} change={change} />
        ))}
      </ul>
      <div className={classes.note}>
        {more > 0 && <p>{t('changes.more', { count: more })}</p>}
        {changes.some(({ isCut }) => isCut) && <p>{t('changes.cut')}</p>}
        {beside > 0 && <p>{t('changes.beside', { count: beside })}</p>}
        {rest > 0 && added <= count && <p>{t('changes.rest', { count: rest })}</p>}
      </div>
    </div>
  )
}
