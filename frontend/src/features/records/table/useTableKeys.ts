import { useCtrlKey, useShortcuts } from '../../../lib/shortcuts'
import type { TableOfRecords } from './useTable'

interface TableKeys {
  table: TableOfRecords
  /** Whether a page key moves by rows; without it the list scrolls by itself. */
  byRows: boolean
  onDelete: () => void
  /** Clears all filters; returns false if there are none. */
  onClearFilter: () => boolean
}

/** The keys of the table: all that the mouse can do, and Esc, which undoes one step with each press. */
export function useTableKeys({ table, byRows, onDelete, onClearFilter }: TableKeys): void {
  const { state, cursor, selection, count, isReading } = table
  const has = state.total > 0

  function go(to: number, event: KeyboardEvent) {
    if (!has) return false
    if (event.shiftKey) {
      selection.selectAt(to, true, count === 0 && cursor.at >= 0 ? cursor.at : undefined)
      cursor.set(to)
    } else table.move(to)
    return true
  }
  const step = (steps: number, event: KeyboardEvent) => go(cursor.further(steps), event)
  function peek() {
    if (cursor.at < 0) return false
    if (isReading) table.close()
    else table.open(cursor.at)
    return true
  }
  function escape() {
    if (count > 0) selection.clear()
    else if (isReading) table.close()
    else if (cursor.at >= 0) cursor.set(-1)
    else return onClearFilter()
    return true
  }
  useShortcuts({
    ArrowDown: (event) => step(1, event),
    ArrowUp: (event) => step(-1, event),
    PageDown: (event) => byRows && step(table.rowsOfPage(), event),
    PageUp: (event) => byRows && step(-table.rowsOfPage(), event),
    End: (event) => go(state.total - 1, event),
    Home: () => table.release(),
    Enter: () => {
      if (cursor.at < 0) return false
      table.open(cursor.at)
      return true
    },
    ' ': peek,
    x: (event) => {
      if (cursor.at < 0) return false
      selection.selectAt(cursor.at, event.shiftKey)
      return true
    },
    Delete: (event) => {
      if (count === 0) return false
      if (!event.repeat) onDelete()
      return true
    },
    Escape: escape,
  })
  useCtrlKey('a', () => has && selection.selectAll())
}
