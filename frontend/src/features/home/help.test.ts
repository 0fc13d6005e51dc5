import { describe, expect, it } from 'vitest'
import words from '../../words/en/home.json'
import { sections } from './help'

describe('the help', () => {
  it.each(sections)('has the words of $id, and no others', ({ id, paragraphs, table }) =>
    expect(new Set(Object.keys(words.help[id]))).toEqual(
      new Set(['title', ...paragraphs, ...(table?.rows.flat() ?? [])]),
    ),
  )
})
