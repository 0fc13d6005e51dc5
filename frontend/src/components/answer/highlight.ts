import hljs from 'highlight.js/lib/core'
import python from 'highlight.js/lib/languages/python'

/** Longer sources are shown without colours: colouring them would slow scrolling down. */
const LONGEST = 40_000

hljs.registerLanguage('python', python)

/** A run of characters of one colour; kind is the highlighter's class name, '' for plain text. */
export interface Token {
  text: string
  kind: string
}

const PIECES = /<span class="([^"]*)">|<\/span>|([^<]+)/g
const ENTITY = /&(amp|lt|gt|quot|#x27);/g
const characters: Partial<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" }

function unescaped(text: string): string {
  return text.replace(ENTITY, (whole, name: string) => characters[name] ?? whole)
}

/** Returns the highlighter's HTML as text and class names, line by line, so that React writes it and no HTML is set. */
function tokensOf(html: string): Token[][] {
  const lines: Token[][] = [[]]
  const kinds: string[] = []
  for (const [piece, opened, escaped] of html.matchAll(PIECES)) {
    if (opened !== undefined) kinds.push(opened)
    else if (escaped === undefined) kinds.pop()
    else {
      const kind = kinds.at(-1) ?? ''
      const [first = '', ...others] = unescaped(piece).split('\n')
      if (first !== '') lines.at(-1)?.push({ text: first, kind })
      for (const text of others) lines.push(text === '' ? [] : [{ text, kind }])
    }
  }
  return lines
}

/** Returns the lines of Python source in coloured tokens; plain tokens if the source is too long. */
export function highlightPython(source: string): Token[][] {
  if (source.length > LONGEST) return source.split('\n').map((text) => [{ text, kind: '' }])
  return tokensOf(hljs.highlight(source, { language: 'python' }).value)
}
