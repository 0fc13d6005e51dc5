import { describe, expect, it } from 'vitest'

const sheets = import.meta.glob<string>('../**/*.css', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const modules = import.meta.glob<string>('../**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** The most lines of a sheet; a longer one belongs to a component that should be split. */
const MAX_LINES = 400

/** Returns the path of a file that another one names; both start with `../`, as import.meta.glob writes them. */
function resolve(named: string, by: string): string {
  return new URL(named, `file:///src/${by.replace('../', '')}`).pathname.replace('/src/', '../')
}

/** Returns the files of src that import a sheet. */
function importersOf(sheet: string): string[] {
  const imports = /from '([^']+\.module\.css)'/g
  return Object.entries(modules)
    .filter(([file, text]) =>
      [...text.matchAll(imports)].some(([, named = '']) => resolve(named, file) === sheet),
    )
    .map(([file]) => file)
}

/** Returns the classes that a sheet's selectors name, each once. */
function classesOf(sheet: string): Set<string> {
  const selectors = (sheets[sheet] ?? '')
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/:global\((?:[^()]|\([^()]*\))*\)/g, '')
    .match(/[^{};]+(?=\{)/g)
  return new Set(
    (selectors ?? []).flatMap((part) => [...part.matchAll(/\.([a-z]\w*)/gi)].map(([, name = '']) => name)),
  )
}

/** Returns the classes of a sheet that other sheets compose. */
function composedOf(sheet: string): string[] {
  const composes = /composes: ([\w\s]+?) from '([^']+)'/g
  return Object.entries(sheets).flatMap(([file, text]) =>
    [...text.matchAll(composes)]
      .filter(([, , named = '']) => resolve(named, file) === sheet)
      .flatMap(([, names = '']) => names.split(/\s+/)),
  )
}

describe.each(Object.keys(sheets).filter((file) => file.endsWith('.module.css')))('%s', (sheet) => {
  const component = sheet.replace(/\.module\.css$/, '.tsx')

  it('belongs to the one component beside it', () =>
    expect(
      importersOf(sheet),
      `A sheet has the name of its component and stands beside it; only that component imports it.
Give each component that uses ${sheet} a sheet of its own. What several share becomes a small
component, or a class that the others take over with "composes: name from './Other.module.css'".`,
    ).toEqual([component]))

  it('has no class that nobody uses', () => {
    const text = importersOf(sheet)
      .map((file) => modules[file])
      .join('\n')
    const isUsed = (name: string) => new RegExp(`\\bclasses(?:\\.${name}\\b|\\['${name}'\\])`).test(text)
    const unused = [...classesOf(sheet)].filter((name) => !isUsed(name) && !composedOf(sheet).includes(name))
    expect(unused, `No component uses these classes of ${sheet}: delete their rules.`).toEqual([])
  })
})

it.each(Object.entries(sheets))('%s has at most 400 lines', (_, text) =>
  expect(text.split('\n').length - 1).toBeLessThanOrEqual(MAX_LINES),
)

/** Sheets whose sizes are in the units of a drawing. */
const drawings = ['../features/question/Dots.module.css']

it.each(Object.entries(sheets).filter(([file]) => !drawings.includes(file)))(
  '%s has no size of text beside the scale of tokens.css',
  (_, text) => expect(text.match(/font(-size)?:[^;(]*\b[\d.]+(px|rem)\b/g) ?? []).toEqual([]),
)
