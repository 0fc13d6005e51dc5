import type { RecordView } from '../../../api/types'
import { overlayOf } from '../../../components/compare/compared'
import { useShortcuts } from '../../../lib/shortcuts'
import type { Cursor } from '../list/useCursor'

interface GalleryKeys {
  cursor: Cursor
  total: number
  /** Returns the index of the card above or below the cursor. */
  vertical: (by: 1 | -1) => number
  chosen: RecordView[]
  isLarge: boolean
  onCompare: (index: number) => void
  onHome: () => void
  onLarge: () => void
  onDiff: () => void
  /** Undoes one step: full screen, comparison, cursor, filter; returns false if there is nothing to undo. */
  onEscape: () => boolean
}

/** The keys of the gallery: arrows in both directions, X to compare, D for the differences, Enter for full screen. */
export function useGalleryKeys({ cursor, total, vertical, chosen, ...on }: GalleryKeys): void {
  const go = (to: number) => {
    if (total > 0) cursor.set(to)
    return total > 0
  }
  const step = (steps: number) => () => go(cursor.further(steps))
  const compare = () => {
    if (cursor.at < 0) return false
    on.onCompare(cursor.at)
    return true
  }
  useShortcuts({
    ArrowRight: step(1),
    ArrowLeft: step(-1),
    ArrowDown: () => go(cursor.at < 0 ? 0 : vertical(1)),
    ArrowUp: () => go(cursor.at < 0 ? total - 1 : vertical(-1)),
    End: () => go(total - 1),
    Home: () => on.onHome(),
    x: compare,
    ' ': compare,
    Enter: () => {
      if (chosen.length < 2) return compare()
      on.onLarge()
      return true
    },
    d: () => {
      if (overlayOf(chosen) === undefined) return false
      on.onDiff()
      return true
    },
    Escape: on.onEscape,
  })
}
