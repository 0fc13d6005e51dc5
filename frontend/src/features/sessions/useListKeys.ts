import type { Session } from '../../api/types'
import { useShortcuts } from '../../lib/shortcuts'
import type { Dialog } from './dialog'
import { neighbour } from './order'
import { useCloseAll } from './useCloseAll'
import { useSessionActions } from './useSessionActions'

interface ListKeys {
  /** The sessions of the list, in their order. */
  listed: Session[]
  selected: Session | undefined
  onSelect: (id: number) => void
  onDialog: (dialog: Dialog) => void
  /** Closes the panel if it lies over the list; undefined if it stands beside it. */
  onLeave: (() => void) | undefined
}

const NONE = { id: 0, name: '', open: false } as Session

/** The keys of the list: they do all that the mouse can. */
export function useListKeys({ listed, selected, onSelect, onDialog, onLeave }: ListKeys): void {
  const { select, toggle } = useSessionActions(selected ?? NONE)
  const { closeAll } = useCloseAll()
  const move = (step: 1 | -1) => {
    const id = neighbour(listed, selected?.id, step)
    if (id !== undefined) onSelect(id)
  }
  useShortcuts({
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Home: () => listed[0] && onSelect(listed[0].id),
    Enter: () => selected !== undefined && select(),
    o: (event) => (event.shiftKey ? closeAll() : selected !== undefined && toggle()),
    e: () => selected !== undefined && onDialog({ do: 'edit', session: selected }),
    d: () => selected !== undefined && onDialog({ do: 'duplicate', session: selected }),
    Delete: () => selected !== undefined && onDialog({ do: 'delete', session: selected }),
    Escape: () => (onLeave ? onLeave() : false),
  })
}
