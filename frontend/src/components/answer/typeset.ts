import katex from 'katex'

/** Longer sources are not typeset: that would take seconds. */
export const LONGEST_LATEX = 10_000

/** Formulas with deeper nested elements are not typeset: their layout would use up the browser's stack. */
export const DEEPEST_LATEX = 400

/** A definition of a few characters can expand to millions: a source with a definition is not typeset. */
const DEFINITION = /\\(?:[gex]?def|(?:re)?newcommand|providecommand)(?![a-z])/i

/** A student's TeX may neither load anything nor grow without end. */
const SAFE = { output: 'html', trust: false, maxExpand: 200, maxSize: 10, strict: 'ignore' } as const

const DELIMITED = /^\s*(?:\$\$([^$]*)\$\$|\$([^$]*)\$|\\\[(.*)\\\]|\\\((.*)\\\))\s*$/s

/** Returns TeX without the dollars or brackets around the formula. */
export function withoutDelimiters(source: string): string {
  const [, ...inner] = DELIMITED.exec(source) ?? []
  return inner.find((formula) => formula) ?? source
}

/** Reports whether the elements below a node are nested deeper than a number of levels. */
export function isDeeper(node: Pick<Element, 'children'>, levels: number): boolean {
  let level = [node]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true
    level = level.flatMap(({ children }) => [...children])
  }
  return false
}

/** Typesets TeX into a node. Returns false and leaves the node alone if the source is no TeX, or too much. */
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
