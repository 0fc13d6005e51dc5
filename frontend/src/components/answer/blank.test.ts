import { expect, it } from 'vitest'
import { fromFirstLine, isBlank } from './blank'

it.each([
  ['', false, true],
  [' \n\u00a0\t\n', false, true],
  ['\n\n', true, false],
  [' 0', false, false],
])('%j, cut: %s, is blank: %s', (text, cut, blank) => expect(isBlank({ text, cut })).toBe(blank))

it.each([
  ['\n \n\n  late\n\nend', '  late\n\nend'],
  ['  first\nsecond', '  first\nsecond'],
  ['one', 'one'],
  ['', ''],
])('%j begins with %j', (text, first) => expect(fromFirstLine(text)).toBe(first))
