import { type FocusEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import classes from './LentFocus.module.css'

interface LentFocusProps {
  /** What opens the menu. */
  button: RefObject<HTMLElement | null>
  children: ReactNode
}

/**
 * Holds what takes the focus while a menu is open. When it is gone, the focus goes back to what had it before,
 * or to the menu's button where nothing had: Tab goes on from there.
 */
export function LentFocus({ button, children }: LentFocusProps) {
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
