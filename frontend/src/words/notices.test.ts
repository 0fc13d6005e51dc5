import { beforeAll, describe, expect, it } from 'vitest'
import english from './en/notices.json'
import { startWords } from './language'
import { sayNotice } from './notices'

const sources = import.meta.glob<string>(['../../../{app,backend}/**/*.go', '!**/*_test.go'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

const words = new Map(Object.entries(english))
const placeholders = (text = '') => [...text.matchAll(/{{(\w+)}}/g)].map(([, name = '']) => name)

describe('what the app warns of', () => {
  // A call ends with its line, or goes on after a comma.
  const made = /\bnotice\(\s*"(\w+)"([^\n]*(?:,\n[^\n]*)*)/g
  const notices = Object.values(sources).flatMap((source) =>
    [...source.matchAll(made)].map(([, code = '', params = '']) => ({
      code,
      names: [...params.matchAll(/"(\w+)"/g)].map(([, name = '']) => name),
    })),
  )

  it('is found in the source', () => expect(notices.length).toBeGreaterThan(10))
  it.each(notices)('$code has words, with the values that the app sends', ({ code, names }) => {
    expect(words.has(code)).toBe(true)
    expect(new Set(placeholders(words.get(code)))).toEqual(new Set(names))
  })
  it('has no words that nothing says any more', () =>
    expect(new Set(words.keys())).toEqual(new Set(notices.map(({ code }) => code))))
})

describe('sayNotice', () => {
  const params = [{ name: 'host', value: 'npt-$&.local' }]
  beforeAll(() => startWords('fr'))

  it('writes the values in, whatever they are', () =>
    expect(sayNotice({ code: 'renamed', params })).toContain('sous npt-$&.local.'))
  it('says the code of what it does not know', () => expect(sayNotice({ code: 'moon', params })).toBe('moon'))
})
