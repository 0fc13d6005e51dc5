import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { Finding } from '../../api/types'
import { CopyText } from '../../components/Copy'
import { topicOf } from './verdict'
import classes from './doctor.module.css'

const levels: Partial<Record<string, { Icon: typeof IconInfoCircle; word: string }>> = {
  wrong: { Icon: IconAlertTriangle, word: 'Wrong' },
  warning: { Icon: IconAlertTriangle, word: 'Warning' },
  note: { Icon: IconInfoCircle, word: 'Note' },
  ok: { Icon: IconCircleCheck, word: 'In order' },
}

function Mark({ level }: { level: string }) {
  const { Icon, word } = levels[level] ?? { Icon: IconInfoCircle, word: 'Note' }
  return <Icon size={16} className={classes.mark} role="img" aria-label={word} />
}

function Steps({ steps }: { steps: Finding['whatToDo'] }) {
  return (
    <ol className={classes.steps} data-single={steps.length === 1}>
      {steps.map(({ text, command }) => (
        <li key={text + command}>
          {text}
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

/** What the doctor found, worst first: what is so, what it means for the class, what to do. */
export function Findings({ findings }: { findings: Finding[] }) {
  return (
    <ul aria-label="Findings">
      {findings.map((finding) => (
        <li key={finding.code} className={classes.finding} data-level={finding.level}>
          <Mark level={finding.level} />
          <span className={classes.topic}>{topicOf(finding.code)}</span>
          <div className={classes.text}>
            <p>
              <b>{finding.title}.</b> <span className="t2">{finding.meaning}</span>
            </p>
            {finding.whatToDo.length > 0 && <Steps steps={finding.whatToDo} />}
          </div>
        </li>
      ))}
    </ul>
  )
}
