import { describe, expect, it } from 'vitest'

interface Tree {
  [key: string]: string | Tree
}

const english = import.meta.glob<Tree>('./en/*.json', { eager: true, import: 'default' })
const page = import.meta.glob<string>(['../**/*.{ts,tsx}', '!./**', '!**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
const program = import.meta.glob<string>(['../../../{app,backend}/**/*.{go,html}', '!**/*_test.go'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

const pageSource = Object.values(page).join('\n')
const programSource = Object.values(program).join('\n')

/** What errors.test.ts and notices.test.ts check, and what is no words. */
const checkedElsewhere = ['errors', 'notices', 'language']

/** What the app asks for by a code: `findings.clock.title` by "clock". */
const byCode = ['findings', 'guide', 'native', 'phrases', 'report', 'students', 'terminal']

/** Returns the words of a feature by their keys, without the endings of plural forms. */
function keysOf(tree: Tree, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [path + key.replace(/_((ordinal_)?(zero|one|two|few|many|other))$/, '')]
      : keysOf(value, `${path}${key}.`),
  )
}

const quoted = (text: string) => ['"', "'", '`'].map((quote) => quote + text + quote)

/** Whether the page asks for a key: as it stands, after its feature, or with the end of it filled in. */
function isAsked(feature: string, key: string): boolean {
  const parts = key.split('.')
  const begins = parts.slice(1).map((_, i) => `${parts.slice(0, i + 1).join('.')}.$` + '{')
  const asked = [...quoted(key), ...quoted(`${feature}:${key}`), ...begins.flatMap((b) => ['`' + b, ':' + b])]
  return asked.some((text) => pageSource.includes(text))
}

const features = Object.entries(english).map(
  ([path, tree]) => [path.replace(/^.*\/|\.json$/g, ''), keysOf(tree)] as const,
)

describe('every word is said somewhere', () => {
  it('is looked for where the code is', () => {
    expect(pageSource.length).toBeGreaterThan(100_000)
    expect(programSource.length).toBeGreaterThan(100_000)
  })
  it.each(features.filter(([feature]) => ![...checkedElsewhere, ...byCode].includes(feature)))(
    '%s',
    (feature, keys) => expect(keys.filter((key) => !isAsked(feature, key))).toEqual([]),
  )
  it.each(features.filter(([feature]) => byCode.includes(feature)))('%s', (_feature, keys) => {
    // The last part of a finding's key is one of its texts, with its variant; the others are codes.
    const codes = (key: string) => key.split('.').filter((part) => !/^(title|meaning)(_|$)/.test(part))
    const said = (code: string) => programSource.includes(`"${code}"`) || programSource.includes(`.${code}"`)
    expect(keys.filter((key) => !codes(key).every(said))).toEqual([])
  })
})
