import { useLayoutEffect } from 'react'
import { cellId } from './GridRow'
import type { CellKey } from './gridModel'

const TINT_MS = 1200

/** Tints the cells that changed, for as long as an eye needs to find them; nothing moves. */
export function useTint(changed: readonly CellKey[]): void {
  // Before the cells are painted, so that it takes no frame of its own.
  useLayoutEffect(() => {
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    for (const { student, column } of changed) {
      const mark = document.getElementById(cellId(student, column + 1))?.firstElementChild
      mark?.animate([{ opacity: 0.6 }, { opacity: 0 }], {
        pseudoElement: '::after',
        duration: TINT_MS,
        easing: isStill ? 'step-end' : 'ease-out',
      })
    }
  }, [changed])
}
