import { Button, Select, UnstyledButton } from '@mantine/core'
import {
  IconArrowBackUp,
  IconChecks,
  IconKey,
  IconListNumbers,
  IconPlug,
  IconReplace,
  IconSchool,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFollowing, useNotebookFindings, useRenumbering } from '../../api/preparation'
import type { Preparation, SessionFacts } from '../../api/types'
import { formatCount } from '../../lib/format'
import { type NotebookTool, notebookTools } from '../../lib/routes'
import { changing } from './numbers'
import { useTakeStep } from './useTakeStep'
import classes from './Tools.module.css'

const ICON = 16

const icons = {
  check: IconChecks,
  renumber: IconListNumbers,
  connect: IconPlug,
  student: IconSchool,
  solution: IconKey,
  records: IconReplace,
}

/** What every tool is given. */
export interface ToolProps {
  notebook: Preparation
  /** The session for which the notebook is. */
  session: SessionFacts | undefined
  /** The sessions that it can be for. */
  mine: SessionFacts[]
  onGo: (to: { tool?: NotebookTool; session?: number }) => void
}

/** Returns what stands beside the name of a tool. */
function useBadges({ notebook, session }: ToolProps): Partial<Record<NotebookTool, string>> {
  const { t } = useTranslation('notebook')
  const { data: findings } = useNotebookFindings(notebook, session?.id ?? 0)
  const { data: numbers } = useRenumbering(notebook, 1)
  const { data: following } = useFollowing(notebook, session?.id ?? 0)
  const moves = following?.moves.length ?? 0
  const wrong = findings?.filter(({ isNote }) => !isNote).length
  const count = (n: number | undefined) => (n === undefined ? '' : n === 0 ? t('allWell') : formatCount(n))
  return {
    check: count(wrong),
    renumber: count(numbers && changing(numbers).length),
    records: moves > 0 ? formatCount(moves) : '',
  }
}

function StepList({ notebook }: { notebook: Preparation }) {
  const { t } = useTranslation('notebook')
  const { undo, isBusy } = useTakeStep(notebook)
  if (notebook.steps.length === 0) return null
  return (
    <section className={classes.steps}>
      <h2>{t('steps.title')}</h2>
      <ol>
        {notebook.steps.map((step, i) => (
          <li key={i}>{t(`steps.${step.do as 'connect'}`, { session: step.session, start: step.start })}</li>
        ))}
      </ol>
      <Button
        variant="default"
        size="compact-sm"
        loading={isBusy}
        leftSection={<IconArrowBackUp size={14} aria-hidden />}
        onClick={() => undo()}
      >
        {t('steps.undo')}
      </Button>
    </section>
  )
}

/** What can be done to the notebook, for which session, and what was done so far. */
export function Tools({ tool, ...props }: ToolProps & { tool: NotebookTool }) {
  const { notebook, session, mine, onGo } = props
  const { t } = useTranslation('notebook')
  const badges = useBadges(props)
  return (
    <div className={classes.rail}>
      <Select
        size="xs"
        label={t('forSession')}
        placeholder={t('noSession')}
        data={mine.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={session ? String(session.id) : null}
        onChange={(id) => onGo({ session: Number(id) })}
        allowDeselect={false}
      />
      <nav aria-label={t('tools')}>
        {notebookTools.map((each) => {
          const Icon = icons[each]
          return (
            <UnstyledButton
              key={each}
              className={classes.tool}
              aria-current={each === tool}
              onClick={() => onGo({ tool: each })}
            >
              <Icon size={ICON} aria-hidden />
              <span className="grow">{t(`tool.${each}`)}</span>
              <span className={classes.badge}>{badges[each]}</span>
            </UnstyledButton>
          )
        })}
      </nav>
      <StepList notebook={notebook} />
    </div>
  )
}
