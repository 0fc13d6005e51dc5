import { Popover } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { reachBys } from '../lib/preferences'
import { Prose } from './Prose'
import classes from './CellKinds.module.css'

/** What each kind of first cell is for. */
export function CellKinds() {
  const { t } = useTranslation('common')
  return (
    <dl className={classes.kinds}>
      {reachBys.map((kind) => (
        <div key={kind}>
          <dt>{t(`cell.${kind}`)}</dt>
          <dd>
            <Prose>{t(`cell.${kind}Note`)}</Prose>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The question that a choice of first cells raises, and its answer. */
export function WhichCell() {
  const { t } = useTranslation('common')
  return (
    <Popover width="24rem" position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes.which}>
          {t('cell.which')}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('cell.which')}>
        <CellKinds />
      </Popover.Dropdown>
    </Popover>
  )
}
