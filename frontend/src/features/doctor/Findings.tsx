import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../api/types'
import { CopyText } from '../../components/Copy'
import { sayFinding, sayStep } from '../../words/findings'
import { topicOf } from './verdict'
import classes from './Findings.module.css'

const icons = {
  wrong: IconAlertTriangle,
  warning: IconAlertTriangle,
  note: IconInfoCircle,
  ok: IconCircleCheck,
}

function Mark({ level }: { level: string }) {
  const { t } = useTranslation('doctor')
  const known = level in icons ? (level as keyof typeof icons) : 'note'
  const Icon = icons[known]
  return <Icon size={16} className={classes.mark} role="img" aria-label={t(`level.${known}`)} />
}

function Steps({ steps }: { steps: Finding['steps'] }) {
  return (
    <ol className={classes.steps} data-single={steps.length === 1}>
      {steps.map(({ code, command }) => (
        <li key={code}>
          {sayStep(code)}
          {command !== '' && (
            <div className={classes.command}>
              <code>{command}</code>
              <CopyText text={command} />
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

function Said({ finding }: { finding: Finding }) {
  const { title, meaning } = sayFinding(finding)
  return (
    <p>
      <b>{title}.</b> <span className="muted">{meaning}</span>
    </p>
  )
}

/** What the doctor found, worst first: the fact, what it means for the class, and what to do. */
export function Findings({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation('doctor')
  return (
    <ul aria-label={t('findings')}>
      {findings.map((finding) => (
        <li key={finding.code} className={classes.finding} data-level={finding.level}>
          <Mark level={finding.level} />
          <span className={classes.topic}>{t(`topic.${topicOf(finding.code)}`)}</span>
          <div className={classes.text}>
            <Said finding={finding} />
            {finding.steps.length > 0 && <Steps steps={finding.steps} />}
          </div>
        </li>
      ))}
    </ul>
  )
}
