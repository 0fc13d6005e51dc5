import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNotebookFindings } from '../../api/preparation'
import type { NotebookFinding, StepKind } from '../../api/types'
import { LoadingRows } from '../../components/LoadingRows'
import { valuesOf } from '../../words/language'
import { ToolHead } from './ToolHead'
import type { ToolProps } from './Tools'
import { useTakeStep } from './useTakeStep'
import classes from './CheckTool.module.css'

type Fix = Extract<StepKind, 'renumber' | 'connect' | 'clear'>

/** Returns the words for where something is in the notebook. */
function usePlace() {
  const { t } = useTranslation('notebook')
  return ({ cell, line }: Pick<NotebookFinding, 'cell' | 'line'>) =>
    cell === 0 ? '' : line === 0 ? t('cell', { cell }) : t('cellLine', { cell, line })
}

interface FoundProps {
  finding: NotebookFinding
  isBusy: boolean
  onFix: (fix: Fix) => void
}

function Found({ finding, isBusy, onFix }: FoundProps) {
  const { t } = useTranslation('notebook')
  const placeOf = usePlace()
  const { isNote, fix } = finding
  const code = finding.code as 'outputs'
  const values = valuesOf(finding.values)
  const count = Number(values.count ?? 1)
  const Icon = isNote ? IconInfoCircle : IconAlertTriangle
  return (
    <li className={classes.finding} data-note={isNote}>
      <Icon
        size={16}
        className={classes.mark}
        role="img"
        aria-label={t(isNote ? 'check.note' : 'check.wrong')}
      />
      <div className={classes.text}>
        <p>
          <b>{t(`found.${code}.title`, values)}</b> <span className={classes.place}>{placeOf(finding)}</span>
        </p>
        <p className="muted">{t(`found.${code}.text`, { ...values, count })}</p>
      </div>
      {fix !== '' && (
        <Button variant="default" size="compact-sm" disabled={isBusy} onClick={() => onFix(fix as Fix)}>
          {t(`check.fix.${fix as Fix}`)}
        </Button>
      )}
    </li>
  )
}

/** All that will go wrong in class, with what mends it. */
export function CheckTool({ notebook, session, onGo }: ToolProps) {
  const { t } = useTranslation('notebook')
  const { data: findings } = useNotebookFindings(notebook, session?.id ?? 0)
  const { take, isBusy } = useTakeStep(notebook)
  if (!findings) return <LoadingRows count={6} height={56} />
  const wrong = findings.filter(({ isNote }) => !isNote)
  const notes = findings.filter(({ isNote }) => isNote)
  const fixes = (['renumber', 'clear', 'connect'] as const).filter((fix) =>
    findings.some((f) => f.fix === fix),
  )
  async function mend(fix: Fix): Promise<boolean> {
    if (fix !== 'connect') return take({ do: fix, start: 1 })
    if (session) return take({ do: fix, sessionId: session.id })
    onGo({ tool: 'connect' })
    return false
  }
  async function mendAll() {
    for (const fix of fixes) if (!(await mend(fix))) return
  }
  return (
    <>
      <ToolHead title={t('check.title')}>
        <span className={classes.counts} role="status">
          {t('check.errors', { count: wrong.length })}
          {notes.length > 0 && ` · ${t('check.notes', { count: notes.length })}`}
        </span>
        <span className="grow" />
        {fixes.length > 0 && (
          <Button size="compact-sm" loading={isBusy} onClick={() => void mendAll()}>
            {t('check.fixAll')}
          </Button>
        )}
      </ToolHead>
      {wrong.length === 0 && (
        <p className={classes.none}>
          <IconCircleCheck size={16} aria-hidden />
          {t('check.none')}
        </p>
      )}
      <ul>
        {[...wrong, ...notes].map((finding, i) => (
          <Found key={i} finding={finding} isBusy={isBusy} onFix={(fix) => void mend(fix)} />
        ))}
      </ul>
    </>
  )
}
