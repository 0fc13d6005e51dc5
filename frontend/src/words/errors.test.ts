import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { sayError } from './errors'
import french from './fr/errors'

const sources = import.meta.glob<string>(
  ['../../../app/*.go', '../../../backend/{assess,classroom,payload,store,notebook}/*.go', '!**/*_test.go'],
  { query: '?raw', import: 'default', eager: true },
)

/** What a notebook or a program is told, and never the screen. */
const notForTheScreen = [
  /^%s holds characters that are not text$/,
  /^%q is no place in the records$/,
  /^A call is application\/json|^Argument %d|^The arguments are no JSON|^The call takes/,
  /^A session needs an owner: add --owner/,
  /^No such (owner|part|session open)$/,
  /^sent_at is|^plotted is|^The file is neither|^Nested more|^The image has/,
  /^The session has %d students/,
  /^%q is no (time|order of records)/,
  /^Export what\?/,
  /^%q is no (stage|language|way)|^The app has no window/,
]

/** Returns the formats of the errors that the Go packages make which the window calls. */
function formats(): string[] {
  const made =
    /(?:Errorf\(\s*(?:classroom\.)?Code\w+,|\bconflict\(|\bunavailable\([^"]*?,|&(?:classroom\.)?Error\{Code: [\w.]+, Message:)\s*"((?:[^"\\]|\\.)*)"/g
  return Object.values(sources).flatMap((source) =>
    [...source.matchAll(made)].map(([, format = '']) => format),
  )
}

describe('what the app refuses', () => {
  const shown = formats().filter((format) => !notForTheScreen.some((other) => other.test(format)))

  it('is found in the source', () => expect(shown.length).toBeGreaterThan(20))

  it.each(shown)('has French: %s', (format) => {
    const values = format.match(/%[a-z]/g) ?? []
    expect(french[format]).toBeDefined()
    expect([...(french[format]?.matchAll(/\{(\d)\}/g) ?? [])].map(([, i]) => Number(i)).sort()).toEqual(
      values.map((_, i) => i),
    )
  })
})

describe('sayError', () => {
  beforeAll(() => i18next.init({ lng: 'fr', resources: { fr: {} } }))

  it('writes the values in', () =>
    expect(
      sayError("The session's name is longer than 100 characters", '%s is longer than %d characters', [
        "The session's name",
        '100',
      ]),
    ).toBe('Le nom de la séance dépasse 100 caractères.'))
  it('leaves what it does not know', () => expect(sayError('The moon fell.')).toBe('The moon fell.'))
  it('speaks English', async () => {
    await i18next.changeLanguage('en')
    expect(sayError('The disk is full: free some space, then send again.')).toMatch(/^The disk/)
  })
})
