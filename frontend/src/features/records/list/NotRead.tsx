import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ListState } from '../../../api/recordList'
import classes from './NotRead.module.css'

/** Says above a list that it is out of date, because the app could not read the new one. */
export function NotRead({ state, onRetry }: { state: ListState; onRetry: () => void }) {
  const { t } = useTranslation(['records', 'common'])
  if (!state.error || state.name === '') return null
  return (
    <div className={classes.notRead} role="alert">
      <IconAlertTriangle size={14} aria-hidden />
      <span className="truncate" title={state.error.message}>
        {t('count.notRead', { why: state.error.message })}
      </span>
      <Button variant="default" size="compact-sm" onClick={onRetry}>
        {t('common:tryAgain')}
      </Button>
    </div>
  )
}
