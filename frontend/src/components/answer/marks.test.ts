import { expect, it } from 'vitest'
import { markTokens } from './marks'

it('cuts the colours where a change begins and ends', () =>
  expect(
    markTokens(
      [
        { text: 'return', kind: 'k' },
        { text: ' abs(z)', kind: '' },
      ],
      [
        { text: 'return ', isChanged: false },
        { text: 'abs(', isChanged: true },
        { text: 'z)', isChanged: false },
      ],
    ),
  ).toEqual([
    {
      tokens: [
        { text: 'return', kind: 'k' },
        { text: ' ', kind: '' },
      ],
      isChanged: false,
    },
    { tokens: [{ text: 'abs(', kind: '' }], isChanged: true },
    { tokens: [{ text: 'z)', kind: '' }], isChanged: false },
  ]))

it('gives nothing for an empty line', () =>
  expect(markTokens([], [{ text: '', isChanged: false }])).toEqual([{ tokens: [], isChanged: false }]))
