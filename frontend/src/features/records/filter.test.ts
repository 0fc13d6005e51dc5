import { describe, expect, it } from 'vitest'
import { isEmptyFilter, parseFilter, parseOpen, recordsPlace } from './filter'

const searchOf = (place: string) => place.split('?')[1] ?? ''

describe('the place of filtered records', () => {
  it('is the tab alone without a filter', () => expect(recordsPlace({})).toBe('/records'))

  it.each([
    { studentId: 16 },
    { question: '2b' },
    { partId: 4 },
    { studentId: 16, question: 'a&b=c#d e', partId: 4 },
    { question: '' },
  ])('is read as it was written: %o', (filter) => {
    const read = parseFilter(searchOf(recordsPlace(filter)))
    expect(read).toEqual({ studentId: undefined, question: undefined, partId: undefined, ...filter })
  })

  it('keeps the open record', () =>
    expect(parseOpen(searchOf(recordsPlace({ question: '3' }, 199)))).toBe(199))

  it.each(['student=x', 'student=-1', 'student=0', 'student=1.5', 'part=1e99', 'record=', 'other=1'])(
    'leaves out what is no id: %s',
    (search) => {
      expect(isEmptyFilter(parseFilter(search))).toBe(true)
      expect(parseOpen(search)).toBeUndefined()
    },
  )
})
