import { expect, it } from 'vitest'
import { actWords } from './useActWords'

/** The Go source that says which calls of an assistant are acts. */
const source = Object.values(
  import.meta.glob<string>('../../../app/assistants/acts.go', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
).join('\n')

it('has words for each act that the teacher reads of', () => {
  const [, reading = ''] = /func readDeed\(.*?\{\n(.*?)\n\}/s.exec(source) ?? []
  const methods = [...reading.matchAll(/case (.+):/g)].flatMap(([, names = '']) =>
    [...names.matchAll(/"(\w+)"/g)].map(([, name = '']) => name),
  )
  expect(Object.keys(actWords).sort()).toEqual(methods.sort())
})
