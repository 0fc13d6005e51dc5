import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import english from './en/errors.json'
import { sayError } from './errors'
import { startWords } from './language'

/** All of the Go source but ingest, which answers notebooks and never the screen. */
const sources = import.meta.glob<string>(
  ['../../../{app,backend}/**/*.go', '!../../../backend/ingest/**', '!**/*_test.go'],
  { query: '?raw', import: 'default', eager: true },
)

/** What a notebook or a program is told, and never the screen. */
const notForTheScreen = [
  /^%s holds characters that are not text$/,
  /^%q is no place in the records$/,
  /^A call is application\/json|^Argument %d|^The call lacks|^A code and a name|^The arguments are no JSON|^The call takes/,
  /^A session needs an owner: add --owner/,
  /^No such (owner|part|session open)$|^The session is closed$/,
  /^sent_at is|^(clock|attempts|replaces|%s) is no |^plotted is|^calls is|^digest is|^The file is neither|^Nested more|^The image has/,
  /^The session has %d (students|questions)|^Too many new students|^You answered %d questions/,
  /^%q is no (time|order of records)/,
  /^Export what\?/,
  /^%q is no (stage|step|language|way|type of message|feedback|role|end)|^The app has no window/,
  /^Only notebooks are taken|hand it in again\.$|^This file is not a Jupyter notebook: save|^The session has taken|^The teacher's app is busy/,
  /^A file comes as application/,
]

/** Returns the formats of the errors that the Go packages make which the window calls. */
function formats(): string[] {
  const made =
    /(?:Errorf\(\s*(?:\w+\.)?Code\w+,|\bconflict\(|\.fail\(|\bunavailable\([^"]*?,|&(?:\w+\.)?Error\{Code: [\w.]+, Message:)\s*"((?:[^"\\]|\\.)*)"/g
  return Object.values(sources).flatMap((source) =>
    [...source.matchAll(made)].map(([, format = '']) => format),
  )
}

/** Returns the English of a format: `%q` is a value between quotes, the others are the value. */
function englishOf(format: string): string {
  let n = 0
  return format.replace(/%([a-z])/g, (_, verb) => (verb === 'q' ? `"{{${n++}}}"` : `{{${n++}}}`))
}

const words = new Map(Object.entries(english))

describe('what the app refuses', () => {
  const all = formats()
  const shown = [...new Set(all.filter((format) => !notForTheScreen.some((other) => other.test(format))))]

  it('is found in the source', () => expect(shown.length).toBeGreaterThan(60))

  it.each(shown)('has words: %s', (format) =>
    expect(words.get(format)?.replaceAll(', phrase}}', '}}')).toBe(englishOf(format)),
  )
  it('has no words that nothing says any more', () => {
    const ofThePage = ['The app does not answer.', 'The clipboard refused the text.']
    const goSource = Object.values(sources).join('\n')
    const unsaid = [...words.keys()].filter((format) => !goSource.includes(JSON.stringify(format)))
    expect(unsaid).toEqual(ofThePage)
  })
})

describe('sayError', () => {
  beforeAll(() => startWords('fr'))

  it('writes the values in', () =>
    expect(
      sayError("The session's name is longer than 100 characters", '%s is longer than %d characters', [
        "The session's name",
        '100',
      ]),
    ).toBe('Le nom de la séance dépasse 100 caractères.'))
  it('leaves names as they are, even where they are words of ours', () =>
    expect(sayError('', 'The session has a part called %s: choose another name.', ['text'])).toBe(
      'La séance a déjà une partie nommée text\u202f: choisissez un autre nom.',
    ))
  it('leaves what it does not know', () => expect(sayError('The moon fell.')).toBe('The moon fell.'))
  it('leaves what is said like a key', () => expect(sayError('common:cancel')).toBe('common:cancel'))
  it('speaks English', async () => {
    await i18next.changeLanguage('en')
    expect(sayError('The disk is full: free some space, then send again.')).toMatch(/^The disk/)
    expect(sayError('x', '%q is not a format: write %s.', ['{{0}} $t(x)', 'csv or zip'])).toBe(
      '"{{0}} $t(x)" is not a format: write csv or zip.',
    )
  })
})
