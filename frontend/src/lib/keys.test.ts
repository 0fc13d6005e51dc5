import { describe, expect, it } from 'vitest'
import words from '../words/en/keys.json'
import french from '../words/fr/keys.json'
import { keyGroups, printedKey } from './keys'

describe('the sheet of keys', () => {
  it.each(keyGroups)('has each key of $name once', ({ keys }) =>
    expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length),
  )
  it('names nothing that no key does', () =>
    expect(new Set(keyGroups.flatMap(({ keys }) => keys.map(({ does }) => does)))).toEqual(
      new Set(Object.keys(words.does)),
    ))
})

const sources = import.meta.glob<string>('../{shell,features,components}/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
})

const printed: Partial<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Delete: 'Del',
  Escape: 'Esc',
  ' ': 'Space',
}

/** Returns the keys that a file listens to, as they are printed. */
function keysOf(file: string): string[] {
  const blocks = sources[`../${file}`]?.match(/useShortcuts\(\{.*?\}\)$/gms) ?? []
  const names = blocks.flatMap((block) =>
    [...block.matchAll(/(?<=[{\n]\s*|, )(?:'(.)'|([A-Z]\w+|[a-z]))(?:,|: (?:[\w.]+[,(]|\())/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    ),
  )
  return names.map((name) => printed[name] ?? (name.length === 1 ? name.toUpperCase() : name))
}

describe('every key that a page listens to is on the sheet', () => {
  it.each([
    ['shell/Shell.tsx', 'everywhere', 7],
    ['features/sessions/useListKeys.ts', 'sessions', 8],
    ['features/records/RecordsPage.tsx', 'records', 4],
    ['features/records/whole/WholeList.tsx', 'records', 2],
    ['features/records/filter/FilterBar.tsx', 'records', 1],
    ['features/records/table/useTableKeys.ts', 'records', 11],
    ['features/records/gallery/useGalleryKeys.ts', 'gallery', 11],
    ['features/records/selection/ExportButton.tsx', 'records', 1],
    ['components/compare/PictureDiff.tsx', 'gallery', 1],
    ['features/records/path/StudentView.tsx', 'student', 5],
    ['features/question/GroupList.tsx', 'question', 9],
    ['features/question/QuestionPage.tsx', 'question', 4],
    ['features/dashboard/Attention.tsx', 'dashboard', 2],
    ['features/projector/ProjectorPage.tsx', 'projector', 9],
  ])('%s', (file, group, least) => {
    const known = keyGroups
      .filter(({ name }) => ['everywhere', 'lists', group].includes(name))
      .flatMap(({ keys }) => keys.flatMap(({ key }) => key.split(' ')))
    const heard = keysOf(file)
    expect(heard.length, heard.join(' ')).toBeGreaterThanOrEqual(least)
    expect(known).toEqual(expect.arrayContaining(heard))
  })
})

describe('printedKey', () => {
  it('writes what a French keyboard has', () =>
    expect(printedKey('Esc', (key) => french.printed[key])).toBe('Échap'))
  it('keeps letters', () => expect(printedKey('Ctrl K', (key) => french.printed[key])).toBe('Ctrl K'))
  it('keeps English', () => expect(printedKey('Esc', (key) => words.printed[key])).toBe('Esc'))
})
