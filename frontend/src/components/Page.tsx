import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import classes from './Page.module.css'

/** The bar at the head of a page. */
export function PageHead({ children }: { children: ReactNode }) {
  return <div className={classes.head}>{children}</div>
}

/** Returns whether a panel has room beside a list; where it has none, it lies over the list. */
export function useRoomForPanel(): boolean {
  return useMediaQuery('(min-width: 1000px)', true, { getInitialValueInEffect: false })
}

interface SidePanelProps {
  /** The list; it keeps its place while the panel comes and goes. */
  children: ReactNode
  /** The panel; null for none. */
  panel: ReactNode
  label: string
}

/** A list and, beside it, a panel that never covers it; over it only where the window is narrow. */
export function SidePanel({ children, panel, label }: SidePanelProps) {
  const hasRoom = useRoomForPanel()
  return (
    <div className={classes.split} data-open={panel !== null && hasRoom}>
      <div className={classes.list}>{children}</div>
      {panel !== null && (
        <aside className={classes.panel} aria-label={label} data-over={!hasRoom}>
          {panel}
        </aside>
      )}
    </div>
  )
}

/** A part of a panel, divided from the next by a line. */
export function PanelSection({ children }: { children: ReactNode }) {
  return <section className={classes.section}>{children}</section>
}
