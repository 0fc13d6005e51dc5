import type { MouseEvent } from 'react'
import { clickedIndex } from './clickedIndex'
import { isOnCheckbox } from './RowCheckbox'

interface ListClicks {
  onSelect: (index: number, isRange: boolean) => void
  /** A row was clicked where that selects nothing. */
  onRow: (index: number) => void
}

/** Returns the handlers of a list whose rows are selected by their boxes, or with Shift, Ctrl or Command. */
export function listClicks({ onSelect, onRow }: ListClicks) {
  return {
    /** A press on a box leaves the focus, and with it the keys, to the list. */
    onMouseDown: (event: MouseEvent<HTMLElement>) => {
      if (!isOnCheckbox(event.target)) return
      event.preventDefault()
      event.currentTarget.focus({ preventScroll: true })
    },
    onClick: (event: MouseEvent<HTMLElement>) => {
      const index = clickedIndex(event.target)
      if (index < 0) return
      if (isOnCheckbox(event.target) || event.shiftKey || event.ctrlKey || event.metaKey)
        onSelect(index, event.shiftKey)
      else if (getSelection()?.type !== 'Range') onRow(index)
    },
  }
}
