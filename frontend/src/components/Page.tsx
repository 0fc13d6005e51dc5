import { Splitter } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PANEL_WIDTH, setPanelWidth, usePanelWidth, useScale } from '../lib/preferences'
import classes from './Page.module.css'

/** The bar at the head of a page. */
export function PageHead({ children }: { children: ReactNode }) {
  return <div className={classes.head}>{children}</div>
}

/** Reports whether a panel has room beside a list; without room it lies over the list. */
export function useRoomForPanel(): boolean {
  const least = useScale()(1000)
  return useMediaQuery(`(min-width: ${least}px)`, true, { getInitialValueInEffect: false })
}

interface SidePanelProps {
  /** The list; it keeps its place while the panel comes and goes. */
  children: ReactNode
  /** The panel; null for none. */
  panel: ReactNode
  label: string
}

/**
 * A list and a panel beside it. The teacher sets the width of the panel. It covers the list only if the window is
 * narrow.
 */
export function SidePanel({ children, panel, label }: SidePanelProps) {
  const { t } = useTranslation('common')
  const hasRoom = useRoomForPanel()
  const width = usePanelWidth()
  const isBeside = panel !== null && hasRoom
  const aside = panel !== null && (
    <aside className={classes.panel} aria-label={label} data-over={!hasRoom}>
      {panel}
    </aside>
  )
  return (
    <div className={classes.split}>
      <Splitter
        className={classes.panes}
        sizes={isBeside ? [100, `${width}rem`] : [100]}
        onSizeChange={([, size]) => size !== undefined && setPanelWidth(Number.parseFloat(String(size)))}
        step="1rem"
        shiftStep="5rem"
        lineSize={1}
        handleColor="var(--line)"
        withHandle={false}
        attributes={{ handle: { 'aria-label': t('panelWidth'), title: t('panelWidth') } }}
        classNames={{ handle: classes.handle ?? '', pane: classes.pane ?? '' }}
      >
        <Splitter.Pane defaultSize={100}>
          <div className={classes.list}>{children}</div>
        </Splitter.Pane>
        {isBeside && (
          <Splitter.Pane
            defaultSize={`${PANEL_WIDTH.usual}rem`}
            min={`${PANEL_WIDTH.least}rem`}
            max={`${PANEL_WIDTH.most}rem`}
          >
            {aside}
          </Splitter.Pane>
        )}
      </Splitter>
      {!isBeside && aside}
    </div>
  )
}

/** A part of a panel, divided from the next by a line. */
export function PanelSection({ children }: { children: ReactNode }) {
  return <section className={classes.section}>{children}</section>
}
