import { type FocusEvent, type PointerEvent, useCallback, useEffect, useState } from 'react'
import { arranged } from './stableOrder'

/** Handlers that notice whether a region is read: it has the pointer or the keyboard's focus. */
export interface Reading {
  isReading: boolean
  /** Says that the focus no longer reads: it stays in the region, and what it was at has been let go. */
  release: () => void
  on: {
    onPointerEnter: (event: PointerEvent) => void
    onPointerMove: (event: PointerEvent) => void
    onPointerLeave: () => void
    onPointerUp: (event: PointerEvent) => void
    onPointerCancel: () => void
    onFocus: (event: FocusEvent) => void
    onBlur: (event: FocusEvent) => void
  }
}

/** Reports whether a pointer is there: a mouse until it leaves, a finger or a pen only while it touches. */
export function isThere({ pointerType, buttons }: Pick<PointerEvent, 'pointerType' | 'buttons'>): boolean {
  return pointerType === 'mouse' || buttons > 0
}

/**
 * Returns whether the reader is in a region, and the handlers that the region needs to know. What is in it must not move
 * meanwhile. Fingers and pens may go without saying so: see isThere.
 */
export function useReading(): Reading {
  const [isPointed, setPointed] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const point = (event: PointerEvent) => setPointed(isThere(event))
  const leave = () => setPointed(false)
  return {
    isReading: isPointed || isFocused,
    release: useCallback(() => setFocused(false), []),
    on: {
      onPointerEnter: point,
      // A region that comes under a pointer at rest is not entered before the pointer moves.
      onPointerMove: point,
      onPointerLeave: leave,
      onPointerUp: point,
      onPointerCancel: leave,
      onFocus: ({ target }) => setFocused(target.matches(':focus-visible')),
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setFocused(false)
      },
    },
  }
}

/**
 * The same for a list with a cursor. Tells whether the reader is in it, also when the list goes from under the pointer.
 * When the cursor is let go, the focus that stays in the list no longer reads.
 */
export function useListReading(tell: (isReading: boolean) => void, hasCursor = true): Reading['on'] {
  const { isReading, release, on } = useReading()
  useEffect(() => {
    tell(isReading)
    return () => tell(false)
  }, [isReading, tell])
  useEffect(() => {
    if (!hasCursor) release()
  }, [hasCursor, release])
  return on
}

/** Returns the value; while it is held, the value from the moment before. */
export function useHeld<T>(value: T, isHeld: boolean): T {
  const [held, setHeld] = useState(value)
  if (!isHeld && held !== value) setHeld(value)
  return isHeld ? held : value
}

/**
 * Returns the items in their order; while it is held, in the order from the moment before, with new ones at the end.
 * `of` names what is listed: another list begins with an order of its own.
 */
export function useHeldOrder<T extends { id: number }>(items: readonly T[], isHeld: boolean, of = ''): T[] {
  const [held, setHeld] = useState<{ of: string; ids: number[] }>({ of, ids: [] })
  const kept = isHeld && held.of === of ? held.ids : []
  const shown = arranged(items, kept, ({ id }) => id)
  const isSame = held.of === of && held.ids.length === shown.length
  if (!isSame || shown.some(({ id }, i) => id !== held.ids[i]))
    setHeld({ of, ids: shown.map(({ id }) => id) })
  return shown
}
