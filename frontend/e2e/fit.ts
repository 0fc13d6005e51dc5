import type { Page } from '@playwright/test'

/** What may be cut, by name: what people wrote, which has "..." and the whole in a tooltip or one step away. */
const MAY_BE_CUT = 'bdi, .mono, pre, code, .katex, svg, textarea, [data-may-be-cut]'
/** What may be wider than its room, as it scrolls by keys too. */
const MAY_SCROLL = '[role="grid"], table, pre, .katex, [data-may-be-cut]'

/** What a page says in one element, line by line. */
interface Text {
  words: string
  lines: DOMRect[]
  /** From the inside to the page. */
  around: Element[]
}

/** What is left of a line where nothing around it cuts it. */
interface Left {
  text: Text
  box: DOMRect
}

/**
 * Returns the texts of the page that are cut, stand out of their box or lie over another text, and what is too wide,
 * in words. It waits for what follows the size of the window: only what stays is told.
 */
export async function misfits(page: Page): Promise<string[]> {
  const functions = [
    frame,
    styleOf,
    textOf,
    elementsAround,
    isForEars,
    hides,
    scrolls,
    isBox,
    isAway,
    standsOut,
  ]
  const more = [cuts, leaves, leftOf, isSeen, overlaps, tooWide, textsOf, find]
  const source = [...functions, ...more].map(String).join('\n')
  return page.evaluate(`(async () => {
    const MAY_BE_CUT = ${JSON.stringify(MAY_BE_CUT)}, MAY_SCROLL = ${JSON.stringify(MAY_SCROLL)}
    let styles = new Map()
    ${source}
    await frame()
    await frame()
    const found = find()
    if (found.length === 0) return found
    await new Promise((resolve) => setTimeout(resolve, 300))
    styles = new Map()
    const still = find()
    return found.filter((each) => still.includes(each))
  })()`)
}

// All below runs in the page.

/** The styles that were asked for before: nothing changes while it looks. */
declare const styles: Map<Element, CSSStyleDeclaration>

function styleOf(element: Element): CSSStyleDeclaration {
  const style = styles.get(element) ?? getComputedStyle(element)
  styles.set(element, style)
  return style
}

function frame() {
  return new Promise((resolve) => requestAnimationFrame(resolve))
}

function textOf(node: Node): Text[] {
  const parent = node.parentElement
  const words = node.textContent?.trim() ?? ''
  if (!parent || words === '' || !parent.checkVisibility()) return []
  const range = document.createRange()
  range.selectNodeContents(node)
  return [{ words, lines: [...range.getClientRects()], around: elementsAround(parent) }]
}

/** What is fixed to the window is cut by nothing around it. */
function elementsAround(parent: Element): Element[] {
  const all: Element[] = []
  for (let at: Element | null = parent; at && at !== document.documentElement; at = at.parentElement) {
    all.push(at)
    if (styleOf(at).position === 'fixed') break
  }
  return all
}

/** Words for screen readers alone have no room: a pixel, or two of large text. */
function isForEars({ around }: Text): boolean {
  return around.some(
    (each) =>
      (each.clientWidth <= 2 && each.clientHeight <= 2 && hides(each, 'overflowX')) ||
      styleOf(each).clipPath === 'inset(50%)',
  )
}

function hides(element: Element, axis: 'overflowX' | 'overflowY'): boolean {
  return ['hidden', 'clip'].includes(styleOf(element)[axis])
}

function scrolls(element: Element): boolean {
  const { overflowX, overflowY } = styleOf(element)
  return /auto|scroll/.test(overflowX + overflowY)
}

/** Whether an element is drawn as a box. */
function isBox(element: Element): boolean {
  const { borderRightWidth, borderRightStyle, backgroundColor } = styleOf(element)
  const isFilled = backgroundColor !== 'rgba(0, 0, 0, 0)' && backgroundColor !== 'transparent'
  const isFramed = borderRightStyle !== 'none' && borderRightWidth !== '0px'
  return isFilled || isFramed || element.matches('[role="gridcell"], td, th')
}

/** Whether a line is scrolled away, or folded away as a whole. */
function isAway(line: DOMRect, { around }: Text): boolean {
  return around.some((each) => {
    const edge = each.getBoundingClientRect()
    const isAside = line.right < edge.left + 2 || line.left > edge.right - 2
    const isBelow = line.top >= edge.bottom - 3 || line.bottom <= edge.top + 3
    return scrolls(each) ? isAside || isBelow : isBelow && hides(each, 'overflowY')
  })
}

function standsOut(line: DOMRect, edge: DOMRect): boolean {
  return line.left < edge.left - 1.5 || line.right > edge.right + 1.5
}

function cuts({ words, around }: Text, line: DOMRect): string[] {
  for (const element of around) {
    if (scrolls(element)) return [] // the rest can be scrolled to
    const edge = element.getBoundingClientRect()
    if (hides(element, 'overflowX') && standsOut(line, edge)) return [`cut at the side: ${words}`]
    const isCutBelow = line.top < edge.top - 3 || line.bottom > edge.bottom + 3
    if (hides(element, 'overflowY') && isCutBelow) return [`cut below: ${words}`]
  }
  return []
}

function leaves({ words, around }: Text, line: DOMRect): string[] {
  const box = around.find((each) => scrolls(each) || isBox(each))
  if (!box || scrolls(box)) return []
  return standsOut(line, box.getBoundingClientRect()) ? [`stands out of its box: ${words}`] : []
}

/** Returns what is left of a line; nothing if all of it is cut away. */
function leftOf(text: Text, line: DOMRect): Left[] {
  let [left, right, top, bottom] = [line.left, line.right, line.top, line.bottom]
  for (const element of text.around) {
    if (!hides(element, 'overflowX') && !hides(element, 'overflowY') && !scrolls(element)) continue
    const edge = element.getBoundingClientRect()
    left = Math.max(left, edge.left)
    right = Math.min(right, edge.right)
    top = Math.max(top, edge.top)
    bottom = Math.min(bottom, edge.bottom)
  }
  if (right <= left || bottom <= top) return []
  return [{ text, box: new DOMRect(left, top, right - left, bottom - top) }]
}

/** Whether it does not lie under something opaque: asked only of what seems to overlap, as it takes long in a large grid. */
function isSeen({ text: { around }, box }: Left): boolean {
  return [box.left + 2, (box.left + box.right) / 2, box.right - 2].every((x) => {
    const hit = document.elementFromPoint(x, (box.top + box.bottom) / 2)
    return hit !== null && (around[0]?.contains(hit) === true || hit.contains(around[0] ?? null))
  })
}

function overlaps(left: Left[]): string[] {
  const found: string[] = []
  left.sort((a, b) => a.box.top - b.box.top)
  for (const [i, a] of left.entries()) {
    for (const b of left.slice(i + 1)) {
      if (b.box.top > a.box.bottom - 6) break
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left)
      const down = Math.min(a.box.bottom, b.box.bottom) - b.box.top
      if (a.text !== b.text && across > 1.5 && down > 6 && isSeen(a) && isSeen(b))
        found.push(`over one another: ${a.text.words} | ${b.text.words}`)
    }
  }
  return found
}

function tooWide(root: Element): string[] {
  const wide = document.documentElement.scrollWidth - window.innerWidth
  const found = wide > 0 ? [`the page is ${wide} px too wide`] : []
  for (const element of root.querySelectorAll('*')) {
    if (element.scrollWidth <= element.clientWidth + 1 || !scrolls(element) || !element.checkVisibility())
      continue
    if (element.closest(MAY_SCROLL) || element.querySelector(MAY_SCROLL)) continue
    found.push(`scrolls sideways: ${element.getAttribute('aria-label') ?? element.className}`)
  }
  return found
}

function textsOf(root: Element): Text[] {
  const found: Text[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) found.push(...textOf(walker.currentNode))
  return found.filter((text) => !isForEars(text))
}

function find(): string[] {
  // What lies below a dialog is not read.
  const dialogs = [...document.querySelectorAll('[role="dialog"]')].filter((each) => each.checkVisibility())
  const root = dialogs.at(-1) ?? document.body
  const found = tooWide(root)
  const left: Left[] = []
  for (const text of textsOf(root)) {
    const mayBeCut = text.around[0]?.closest(MAY_BE_CUT) !== null
    for (const line of text.lines.filter((each) => !isAway(each, text))) {
      if (!mayBeCut) found.push(...cuts(text, line), ...leaves(text, line))
      left.push(...leftOf(text, line))
    }
  }
  found.push(...overlaps(left))
  return [...new Set(found)].map((each) => each.replace(/\s+/g, ' ').slice(0, 160))
}
