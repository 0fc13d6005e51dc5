import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { Diagnosis } from '../../api/types'
import { plural } from '../../lib/format'
import { verdictOf } from './verdict'
import classes from './doctor.module.css'

/** What the findings come to, and how many notebooks are connected in spite of it or because of it. */
export function VerdictBar({ diagnosis, connected }: { diagnosis: Diagnosis; connected: number }) {
  const { level, title } = verdictOf(diagnosis.findings, connected)
  const troubles = diagnosis.findings.filter((f) => f.level === 'wrong' || f.level === 'warning').length
  return (
    <div className={classes.verdict} data-level={level}>
      <span className={classes.badge} aria-hidden>
        {level === 'ok' ? <IconCircleCheck size={20} /> : <IconAlertTriangle size={20} />}
      </span>
      <div>
        <h2 className={classes.verdictTitle}>{title}</h2>
        <p className="t2">
          {troubles > 0 &&
            plural(troubles, {
              one: 'One thing to see to. ',
              other: '{n} things to see to, the worst first. ',
            })}
          {plural(connected, {
            one: 'One notebook is connected now.',
            other: connected === 0 ? 'No notebook is connected now.' : '{n} notebooks are connected now.',
          })}
        </p>
      </div>
    </div>
  )
}
