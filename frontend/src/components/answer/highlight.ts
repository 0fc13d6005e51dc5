import hljs from 'highlight.js/lib/core'
import python from 'highlight.js/lib/languages/python'

/** Longer sources are shown plain: colouring them would be felt while scrolling. */
const LONGEST = 40_000

hljs.registerLanguage('python', python)

/** Returns Python source as HTML of escaped text and `span`s with class names, or null where it is too long. */
export function highlightPython(source: string): string | null {
  return source.length > LONGEST ? null : hljs.highlight(source, { language: 'python' }).value
}
