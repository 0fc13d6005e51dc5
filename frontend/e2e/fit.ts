import type { Page } from '@playwright/test'

/** What may be cut, as it has "..." and the whole in a tooltip: what people wrote. */
const MAY_BE_CUT = 'bdi, .mono, [data-may-be-cut]'

/** Returns the texts of a region that are cut, stand out of their box or lie over another text, in words. */
export async function misfits(page: Page, region: string): Promise<string[]> {
  return page.evaluate(find, { region, mayBeCut: MAY_BE_CUT })
}

/** Runs in the page, and so can call nothing outside it. */
function find({ region, mayBeCut }: { region: string; mayBeCut: string }): string[] {
  interface Text {
    words: string
    parent: Element
    box: DOMRect
  }
  const root = document.querySelector(region)
  if (!root) return []

  function textOf(node: Node): Text[] {
    const parent = node.parentElement
    const words = node.textContent?.trim() ?? ''
    if (!parent || words === '' || parent.closest(mayBeCut) || !parent.checkVisibility()) return []
    // Words for screen readers alone have no room.
    if (parent.getBoundingClientRect().width <= 1) return []
    const range = document.createRange()
    range.selectNodeContents(node)
    return [{ words, parent, box: range.getBoundingClientRect() }]
  }

  function texts(): Text[] {
    const found: Text[] = []
    const walker = document.createTreeWalker(root ?? document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) found.push(...textOf(walker.currentNode))
    return found
  }

  /** The elements that cut what stands out of them, from the inside. */
  function edges({ parent }: Text): Element[] {
    const found: Element[] = []
    for (let at: Element | null = parent; at && root?.contains(at); at = at.parentElement) {
      if (getComputedStyle(at).overflow !== 'visible') found.push(at)
    }
    return found
  }

  const isAway = (box: DOMRect, edge: DOMRect) =>
    box.right < edge.left || box.left > edge.right || box.top >= edge.bottom || box.bottom <= edge.top

  function cuts({ words, box }: Text, around: readonly Element[]): string[] {
    return around.flatMap((element) => {
      const edge = element.getBoundingClientRect()
      const { overflowX, overflowY } = getComputedStyle(element)
      const aside = overflowX === 'hidden' && (box.left < edge.left - 1.5 || box.right > edge.right + 1.5)
      const below = overflowY === 'hidden' && (box.top < edge.top - 3 || box.bottom > edge.bottom + 3)
      return [...(aside ? [`cut at the side: ${words}`] : []), ...(below ? [`cut below: ${words}`] : [])]
    })
  }

  /** What lies under something opaque is not read: a column below one that is pinned. */
  function isSeen({ parent, box }: Text): boolean {
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    return hit !== null && (parent.contains(hit) || hit.contains(parent))
  }

  const overlap = (a: DOMRect, b: DOMRect) => ({
    across: Math.min(a.right, b.right) - Math.max(a.left, b.left),
    down: Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
  })

  const found: string[] = []
  const seen: Text[] = []
  for (const text of texts()) {
    const around = edges(text)
    // Scrolled or folded away as a whole.
    if (around.some((element) => isAway(text.box, element.getBoundingClientRect()))) continue
    found.push(...cuts(text, around))
    if (isSeen(text)) seen.push(text)
  }
  for (const [i, a] of seen.entries()) {
    for (const b of seen.slice(i + 1)) {
      const { across, down } = overlap(a.box, b.box)
      if (across > 1.5 && down > 6) found.push(`over one another: ${a.words} | ${b.words}`)
    }
  }
  return [...new Set(found)]
}
