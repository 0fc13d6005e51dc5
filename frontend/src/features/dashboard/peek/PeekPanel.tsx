import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Dashboard } from '../../../api/types'
import { useRoomForPanel } from '../../../components/Page'
import { useShortcuts } from '../../../lib/shortcuts'
import type { Actions } from '../AttentionItem'
import type { GridModel } from '../gridModel'
import { CellPeek } from './CellPeek'
import { LinePeek, MistakePeek } from './GroupPeek'
import type { Peek } from './route'
import { StudentPeek } from './StudentPeek'
import { toTitle } from './toTitle'
import classes from './PeekPanel.module.css'

/** The arrows may be held: what they only pass is not asked for. */
const REST_MS = 120

/** What every kind of panel needs. */
export interface PeekContext extends Actions {
  data: Dashboard
  model: GridModel
  onClose: () => void
}

interface PeekPanelProps extends PeekContext {
  peek: Peek
  /** Whether what is beside the grid stands under it. */
  isStacked: boolean
}

/**
 * What was opened beside the grid, in place of whom to help. If the focus was beside the grid, where nothing is seen
 * now, the panel takes it; in the grid it stays, and the arrows go on.
 */
export function PeekPanel({ peek, isStacked, ...context }: PeekPanelProps) {
  const { t } = useTranslation('dashboard')
  const hasRoom = useRoomForPanel()
  const panel = useRef<HTMLElement>(null)
  const [shown] = useDebouncedValue(peek, REST_MS, { leading: true })
  useEffect(() => {
    const at = document.activeElement
    if (!at?.closest('[role="grid"]') && !panel.current?.contains(at)) toTitle()
  }, [shown])
  useShortcuts({ Escape: () => context.onClose() })
  return (
    <aside
      ref={panel}
      className={classes.panel}
      data-over={!hasRoom}
      data-stacked={isStacked}
      aria-label={t('peek.label')}
    >
      <Content peek={shown} {...context} />
    </aside>
  )
}

function Content({ peek, ...context }: PeekContext & { peek: Peek }) {
  switch (peek.kind) {
    case 'cell':
      return <CellPeek {...context} studentId={peek.student} question={peek.question} />
    case 'student':
      return <StudentPeek {...context} studentId={peek.student} />
    case 'mistake':
      return <MistakePeek {...context} question={peek.question} groupKey={peek.key} />
    case 'line':
      return <LinePeek key={peek.key} {...context} lineKey={peek.key} />
  }
}
