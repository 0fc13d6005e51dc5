import katex from 'katex'

/** Longer sources are not typeset: it would take the window seconds. */
export const LONGEST_LATEX = 10_000

/** Nor are formulas whose elements stand deeper in one another: to lay those out takes a browser's whole stack. */
export const DEEPEST_LATEX = 400

/** A definition of a few characters can come to millions: a source with one is not typeset either. */
const DEFINITION = /\\(?:[gex]?def|(?:re)?newcommand|providecommand)(?![a-z])/i

/** A student's TeX may neither load anything nor grow without end. */
const SAFE = { output: 'html', trust: false, maxExpand: 200, maxSize: 10, strict: 'ignore' } as const

const DELIMITED = /^\s*(?:\$\$([^$]*)\$\$|\$([^$]*)\$|\\\[(.*)\\\]|\\\((.*)\\\))\s*$/s

/** Returns TeX without the dollars or brackets that say where a formula begins and ends. */
export function withoutDelimiters(source: string): string {
  const [, ...inner] = DELIMITED.exec(source) ?? []
  return inner.find((formula) => formula) ?? source
}

/** Reports whether elements stand deeper in one another below a node than so many levels. */
export function isDeeper(node: Pick<Element, 'children'>, levels: number): boolean {
  let level = [node]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true
    level = level.flatMap(({ children }) => [...children])
  }
  return false
}

/** Writes TeX, typeset, into a node; returns false, the node as it was, where it is no TeX or too much of it. */
export function typeset(node: HTMLElement, source: string, displayMode: boolean): boolean {
  if (source.length > LONGEST_LATEX || DEFINITION.test(source)) return false
  const formula = document.createElement('span')
  try {
    katex.render(withoutDelimiters(source), formula, { ...SAFE, displayMode })
  } catch {
    return false
  }
  if (isDeeper(formula, DEEPEST_LATEX)) return false
  node.replaceChildren(...formula.childNodes)
  return true
}
