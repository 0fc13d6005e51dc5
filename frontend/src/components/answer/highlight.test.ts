import { expect, it } from 'vitest'
import { highlightPython } from './highlight'

it('colours Python', () => expect(highlightPython('def f(): pass')).toContain('hljs-keyword'))
it('escapes everything that could be markup', () => {
  const html = highlightPython('x = "<img src=x onerror=alert(1)>" # </code><script>')
  expect(html).not.toMatch(/<(?!\/?span)/)
})
it('leaves long sources plain', () => expect(highlightPython('x'.repeat(40_001))).toBeNull())
