import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import french from './fr/notices'
import { sayNotice } from './notices'

const sources = import.meta.glob<string>(['../../../{app,backend}/**/*.go', '!**/*_test.go'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

const placeholders = (text: string) => new Set([...text.matchAll(/\{\w+\}/g)].map(([name]) => name))

describe('what the app warns of', () => {
  const made = /\bnotice\(\s*"(\w+)",\s*"((?:[^"\\]|\\.)*)"/g
  const notices = Object.values(sources).flatMap((source) =>
    [...source.matchAll(made)].map(([, code = '', message = '']) => [code, message] as const),
  )

  it('is found in the source', () => expect(notices.length).toBeGreaterThan(4))
  it.each(notices)('%s says in French what it says in English', (code, message) => {
    expect(french[code]).toBeDefined()
    expect(placeholders(french[code] ?? '')).toEqual(placeholders(message))
  })
})

describe('sayNotice', () => {
  const params = [{ name: 'host', value: 'npt-$&.local' }]
  beforeAll(() => i18next.init({ lng: 'fr', resources: { fr: {} } }))

  it('writes the values in, whatever they are', () =>
    expect(sayNotice({ code: 'renamed', message: '', params })).toContain('sous npt-$&.local.'))
  it('leaves what it does not know', () =>
    expect(sayNotice({ code: 'moon', message: 'The moon fell.', params })).toBe('The moon fell.'))
})
