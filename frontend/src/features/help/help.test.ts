import { describe, expect, it } from 'vitest'
import notebook from '../../../../backend/pyclient/src/npt_client/notebook.py?raw'
import words from '../../words/en/help.json'
import { chapters, configKeys } from './help'

// As text: a feature does not know the frame around it.
const [pages = ''] = Object.values(
  import.meta.glob<string>('../../shell/Pages.tsx', { query: '?raw', import: 'default', eager: true }),
)
const sections = chapters.flatMap((chapter) => chapter.sections)

describe('the help', () => {
  it.each(sections)('has the words of $id, and no others', ({ id, paragraphs, table }) => {
    const named = table?.rows.flat().flatMap((cell) => ('word' in cell ? [cell.word] : [])) ?? []
    expect(new Set(Object.keys(words.sections[id]))).toEqual(new Set(['title', ...paragraphs, ...named]))
  })
  it('has all sections that there are words for, in chapters', () =>
    expect(sections.map(({ id }) => id).sort()).toEqual(Object.keys(words.sections).sort()))
  it('explains the keys of npt_config that the client reads, and no others', () => {
    const read = [...notebook.matchAll(/(?:config\.get|required)\((?:config, )?"(\w+)"/g)].map(
      ([, key]) => key,
    )
    expect(read).toContain('sender_name')
    expect(new Set(configKeys)).toEqual(new Set(read))
  })
  it('has a section for every page', () => {
    const about: Record<string, string> = { '/': 'start', '/doctor': 'network', '/help': 'students' }
    const routes = [...pages.matchAll(/<Route path="(\/\w*)/g)].map(([, path = '']) => path)
    expect(routes.length).toBeGreaterThan(7)
    for (const path of routes) {
      expect(
        sections.map(({ id }) => id as string),
        path,
      ).toContain(about[path] ?? path.slice(1))
    }
  })
})
