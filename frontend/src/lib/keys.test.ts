import { describe, expect, it } from 'vitest'
import words from '../words/en/keys'
import { keyGroups, printedKey } from './keys'

describe('the sheet of keys', () => {
  it.each(keyGroups)('has each key of $place once', ({ keys }) =>
    expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length),
  )
  it('names nothing that no key does', () =>
    expect(new Set(keyGroups.flatMap(({ keys }) => keys.map(({ does }) => does)))).toEqual(
      new Set(Object.keys(words.does)),
    ))
})

describe('printedKey', () => {
  it('writes what a French keyboard has', () => expect(printedKey('Esc', 'fr')).toBe('Échap'))
  it('keeps letters', () => expect(printedKey('Ctrl K', 'fr')).toBe('Ctrl K'))
  it('keeps English', () => expect(printedKey('Esc', 'en')).toBe('Esc'))
})
