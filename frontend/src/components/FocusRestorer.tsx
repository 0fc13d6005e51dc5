import { type FocusEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import classes from './FocusRestorer.module.css'

interface FocusRestorerProps {
  /** What opens the menu. */
  button: RefObject<HTMLElement | null>
  /** What the menu looks for: it is a landmark, as it lies outside of the page's own. */
  label: string
  children: ReactNode
}

/**
 * Wraps what takes the focus while a menu is open. When it is removed, the focus goes back to the element that had it
 * before, or to the menu's button if none had it: Tab goes on from there.
 */
export function FocusRestorer({ button, label, children }: FocusRestorerProps) {
  const owner = useRef<Element | null>(undefined)
  useEffect(() => {
    const opener = button.current
    return () => {
      if (document.activeElement !== document.body) return
      const target = owner.current?.isConnected ? owner.current : opener
      if (target instanceof HTMLElement) target.focus({ preventScroll: true })
    }
  }, [button])
  const note = (event: FocusEvent) => {
    if (owner.current === undefined) owner.current = event.relatedTarget
  }
  return (
    <div className={classes.bare} role="search" aria-label={label} onFocus={note}>
      {children}
    </div>
  )
}
