import { type RefObject, useEffect } from 'react'

const TARGETS =
  'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]'

/** Where an element stands: which child it is, or is in, of what surrounds it, from the inside to the page. */
type Place = readonly { parent: Element; index: number }[]

function placeOf(element: Element, page: Element): Place {
  const place: { parent: Element; index: number }[] = []
  for (let at = element; at !== page && at.parentElement; at = at.parentElement)
    place.push({ parent: at.parentElement, index: [...at.parentElement.children].indexOf(at) })
  return place
}

function targetsIn(elements: readonly Element[]): HTMLElement[] {
  return elements
    .flatMap((each) => [...(each.matches(TARGETS) ? [each] : []), ...each.querySelectorAll(TARGETS)])
    .filter((each): each is HTMLElement => each instanceof HTMLElement && each.checkVisibility())
}

/** Returns what comes after a place of which the inside is gone, else what is before it; nothing on another page. */
function neighbourOf(place: Place, page: Element): HTMLElement | undefined {
  for (const { parent, index } of place) {
    if (parent === page) return undefined
    if (!parent.isConnected) continue
    const children = [...parent.children]
    const found = targetsIn(children.slice(index))[0] ?? targetsIn(children.slice(0, index)).at(-1)
    if (found) return found
  }
  return undefined
}

/**
 * Keeps the place of who uses the keyboard: when the button that was pressed disappears with its row, the next one has
 * the focus, and one that could not be pressed while it worked has it again. The browser would begin at the top of the
 * window, and a screen reader with it.
 */
export function useKeptFocus(main: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const page = main.current
    if (!page) return
    let last: { element: HTMLElement; place: Place } | undefined
    const note = ({ target }: Event) => {
      if (target instanceof HTMLElement && target !== page && page.contains(target))
        last = { element: target, place: placeOf(target, page) }
    }
    const forget = () => {
      last = undefined
    }
    const isLost = () => document.activeElement === document.body
    /** Whether it can have the focus: what cannot has lost it, and all else has let it go. */
    const canHaveIt = (element: HTMLElement) => element.isConnected && !element.matches(':disabled')
    const onLeft = ({ target, relatedTarget }: FocusEvent) => {
      if (relatedTarget) forget()
      else
        setTimeout(() => {
          if (last?.element === target && canHaveIt(last.element) && isLost()) forget()
        })
    }
    const restore = () => {
      if (!last || !isLost()) return
      const { element, place } = last
      if (canHaveIt(element)) element.focus({ preventScroll: true })
      if (element.isConnected) return
      forget()
      neighbourOf(place, page)?.focus()
    }
    const observer = new MutationObserver(() => {
      if (last && isLost()) setTimeout(restore)
    })
    observer.observe(page, { childList: true, subtree: true, attributeFilter: ['disabled'] })
    const till = new AbortController()
    const options = { capture: true, signal: till.signal }
    page.addEventListener('focusin', note, options)
    page.addEventListener('focusout', onLeft, options)
    page.addEventListener('keydown', note, options)
    document.addEventListener('pointerdown', forget, options)
    return () => {
      till.abort()
      observer.disconnect()
    }
  }, [main])
}
