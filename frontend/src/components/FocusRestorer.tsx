import { type FocusEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import classes from './FocusRestorer.module.css'

interface FocusRestorerProps {
  /** What opens the menu. */
  button: RefObject<HTMLElement | null>
  children: ReactNode
}

/**
 * Wraps what takes the focus while a menu is open. When it is removed, the focus goes back to the element that had it
 * before, or to the menu's button if none had it: Tab goes on from there.
 */
export function FocusRestorer({ button, children }: FocusRestorerProps) {
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
    <div className={classes.bare} onFocus={note}>
      {children}
    </div>
  )
}
