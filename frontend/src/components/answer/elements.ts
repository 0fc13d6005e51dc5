import { diffArrays } from 'diff'
import type { Piece } from './diff'
import { alike, type Tolerance } from './tolerance'

/** An element that differs: where it stands, as Python writes an index, and what stands there on the two sides. */
export interface Change {
  place: string
  own: string
  reference: string
}

/** How the elements of a list or dict differ from those of another. */
export interface ElementsCompared {
  /** The text, cut at the ends of the elements that the other does not have. */
  pieces: Piece[]
  /** How many elements differ or are too many; the first of them, if both sides have one there. */
  changed: number
  changes: Change[]
  /** How many elements the other has and this one lacks. */
  lacks: number
}

/** Longer texts are not compared by elements, nor are elements nested deeper or lists that differ in more. */
export const LONGEST_WRITTEN = 20_000
const DEEPEST = 40
const MOST_APART = 200

/** How many changes are told one by one. */
const TOLD = 6

interface Value {
  start: number
  end: number
  /** The elements of a list, tuple, set or dict; undefined of anything else. */
  items: Item[] | undefined
  isDict: boolean
}

interface Item {
  start: number
  key: string | undefined
  value: Value
}

const CLOSING: Partial<Record<string, string>> = { '[': ']', '(': ')', '{': '}' }

class NotReadable extends Error {}

/** Reads how Python writes lists, tuples, sets and dicts; whatever else stands between commas is one element. */
class Reader {
  private at = 0
  constructor(private readonly text: string) {}

  whole(): Value {
    const value = this.value(0)
    this.space()
    if (this.at < this.text.length) throw new NotReadable()
    return value
  }

  private space(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++
  }

  private quoted(quote: string): void {
    this.at++
    while (this.at < this.text.length && this.text[this.at] !== quote)
      this.at += this.text[this.at] === '\\' ? 2 : 1
    this.at++
  }

  /** Reads up to what ends an element; brackets and quotes in it are read as a whole. */
  private leaf(): void {
    let depth = 0
    while (this.at < this.text.length) {
      const char = this.text[this.at] ?? ''
      if (depth === 0 && ',:])}'.includes(char)) return
      if (char === "'" || char === '"') {
        this.quoted(char)
        continue
      }
      if (CLOSING[char] !== undefined) depth++
      else if (depth > 0 && '])}'.includes(char)) depth--
      this.at++
    }
  }

  private value(depth: number): Value {
    if (depth > DEEPEST) throw new NotReadable()
    this.space()
    const start = this.at
    const closing = CLOSING[this.text[this.at] ?? '']
    if (closing === undefined) {
      this.leaf()
      if (this.at === start) throw new NotReadable()
      return { start, end: this.at, items: undefined, isDict: false }
    }
    this.at++
    const items = this.items(closing, depth)
    return { start, end: this.at, items, isDict: items.some(({ key }) => key !== undefined) }
  }

  private items(closing: string, depth: number): Item[] {
    const items: Item[] = []
    for (;;) {
      this.space()
      if (this.text[this.at] === closing) {
        this.at++
        return items
      }
      const start = this.at
      let value = this.value(depth + 1)
      let key: string | undefined
      this.space()
      if (this.text[this.at] === ':' && closing === '}') {
        key = this.text.slice(value.start, value.end)
        this.at++
        value = this.value(depth + 1)
        this.space()
      }
      items.push({ start, key, value })
      if (this.text[this.at] === ',') this.at++
      else if (this.text[this.at] !== closing) throw new NotReadable()
    }
  }
}

class Comparer {
  readonly ranges: [from: number, to: number][] = []
  readonly changes: Change[] = []
  changed = 0
  lacks = 0
  constructor(
    private readonly own: string,
    private readonly reference: string,
    private readonly tolerance: Tolerance,
  ) {}

  private ownText = ({ start, end }: Value) => this.own.slice(start, end)
  private referenceText = ({ start, end }: Value) => this.reference.slice(start, end)

  private mark(from: number, to: number): void {
    this.ranges.push([from, to])
    this.changed++
  }

  compare(own: Value, reference: Value, place: string): void {
    if (this.ownText(own) === this.referenceText(reference)) return
    const isNested = this.own[own.start] === this.reference[reference.start]
    if (!isNested || !own.items || !reference.items) this.leaves(own, reference, place)
    else if (own.isDict && reference.isDict) this.dicts(own.items, reference.items, place)
    else this.lists(own.items, reference.items, place)
  }

  private leaves(own: Value, reference: Value, place: string): void {
    const change = { place, own: this.ownText(own), reference: this.referenceText(reference) }
    if (alike(change.own, change.reference, this.tolerance)) return
    this.mark(own.start, own.end)
    if (this.changes.length < TOLD) this.changes.push(change)
  }

  private dicts(own: Item[], reference: Item[], place: string): void {
    const left = new Map(reference.map(({ key, value }) => [key, value]))
    for (const { key, start, value } of own) {
      const other = left.get(key)
      left.delete(key)
      if (other) this.compare(value, other, `${place}[${key ?? ''}]`)
      else this.mark(start, value.end)
    }
    this.lacks += left.size
  }

  private pair(own: Item | undefined, reference: Item | undefined, place: string): void {
    if (own && reference) this.compare(own.value, reference.value, place)
    else if (own) this.mark(own.start, own.value.end)
    else this.lacks++
  }

  /** Compares by place if the lengths are equal; else what is the same in both is matched first. */
  private lists(own: Item[], reference: Item[], place: string): void {
    const isEqual = (a: Item, b: Item) => this.ownText(a.value) === this.referenceText(b.value)
    const pairs =
      own.length === reference.length
        ? own.map((item, i) => [item, reference[i]] as const)
        : matched(own, reference, isEqual)
    let at = 0
    for (const [item, other] of pairs) {
      this.pair(item, other, `${place}[${String(at)}]`)
      if (item) at++
    }
  }
}

type Pair = readonly [own: Item | undefined, reference: Item | undefined]

/** Returns two lists as pairs, in order; where the lists differ, those that come first on both sides are a pair. */
function matched(own: Item[], reference: Item[], isEqual: (a: Item, b: Item) => boolean): Pair[] {
  const parts = diffArrays(own, reference, { maxEditLength: MOST_APART, comparator: isEqual })
  if (!parts) throw new NotReadable()
  const pairs: Pair[] = []
  let [owns, references]: [Item[], Item[]] = [[], []]
  const flush = () => {
    for (let i = 0; i < Math.max(owns.length, references.length); i++) pairs.push([owns[i], references[i]])
    ;[owns, references] = [[], []]
  }
  let at = 0
  for (const { added, removed, value } of parts) {
    if (added) {
      references.push(...value)
      continue
    }
    const items = own.slice(at, at + value.length)
    at += value.length
    if (removed) owns.push(...items)
    else {
      flush()
      pairs.push(...items.map((item, i) => [item, value[i]] as const))
    }
  }
  flush()
  return pairs
}

function cut(text: string, ranges: [from: number, to: number][]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const [from, to] of ranges) {
    if (from > at) pieces.push({ text: text.slice(at, from), isChanged: false })
    pieces.push({ text: text.slice(from, to), isChanged: true })
    at = to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isChanged: false })
  return pieces
}

/** Returns how a list or dict, as Python writes it, differs from another; undefined if that cannot be said. */
export function compareElements(
  own: string,
  reference: string,
  tolerance: Tolerance,
): ElementsCompared | undefined {
  if (Math.max(own.length, reference.length) > LONGEST_WRITTEN) return undefined
  try {
    const comparer = new Comparer(own, reference, tolerance)
    comparer.compare(new Reader(own).whole(), new Reader(reference).whole(), '')
    const { ranges, changes, changed, lacks } = comparer
    return { pieces: cut(own, ranges), changed, changes, lacks }
  } catch (error) {
    if (error instanceof NotReadable) return undefined
    throw error
  }
}
