import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Diagnosis } from '../../api/types'
import { verdictOf } from './verdict'
import classes from './VerdictBar.module.css'

/** The sum of the findings, and how many notebooks are connected. */
export function VerdictBar({ diagnosis, connected }: { diagnosis: Diagnosis; connected: number }) {
  const { t } = useTranslation('doctor')
  const { level, words } = verdictOf(diagnosis.findings, connected)
  const troubles = diagnosis.findings.filter((f) => f.level === 'wrong' || f.level === 'warning').length
  return (
    <div className={classes.verdict} data-level={level}>
      <span className={classes.badge} aria-hidden>
        {level === 'ok' ? <IconCircleCheck size={20} /> : <IconAlertTriangle size={20} />}
      </span>
      <div>
        <h2 className={classes.verdictTitle}>{t(`verdict.${words}`)}</h2>
        <p className="muted">
          {troubles > 0 && t('troubles', { count: troubles })} {t('connected', { count: connected })}
        </p>
      </div>
    </div>
  )
}
