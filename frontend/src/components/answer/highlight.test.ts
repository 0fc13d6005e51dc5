import { expect, it } from 'vitest'
import { highlightPython } from './highlight'

const textOf = (source: string) =>
  highlightPython(source)
    .map((line) => line.map(({ text }) => text).join(''))
    .join('\n')

it('colours Python', () =>
  expect(highlightPython('def f(): pass')[0]).toContainEqual({ text: 'def', kind: 'hljs-keyword' }))
it.each([
  'x = "<img src=x onerror=alert(1)>" # </code><script>',
  '&amp; &lt;b&gt; <span class="x">',
  "f'''{a!r}\n  & more'''\n\n@property\ndef g(self) -> None: ...\n",
  '\r\n\ttab',
  '',
])('gives back %j to the letter', (source) => expect(textOf(source)).toBe(source))
it('keeps a string that spans lines in its colour', () =>
  expect(highlightPython('"""a\nb"""')[1]).toEqual([{ text: 'b"""', kind: 'hljs-string' }]))
it('leaves long sources plain', () =>
  expect(highlightPython('def f(): pass\n'.repeat(4000))[0]).toEqual([{ text: 'def f(): pass', kind: '' }]))
