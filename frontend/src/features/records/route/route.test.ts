import { describe, expect, it } from 'vitest'
import {
  addressOf,
  firstSort,
  galleryOrders,
  isEmptyFilter,
  noFilter,
  routeOf,
  type RecordsRoute,
} from './route'

const table: RecordsRoute = {
  view: 'table',
  student: undefined,
  filter: noFilter,
  sort: firstSort,
  order: galleryOrders[0],
  record: undefined,
}

describe('an address', () => {
  it.each<[string, RecordsRoute]>([
    ['/records', table],
    ['/records?record=12', { ...table, record: 12 }],
    ['/records/gallery?question=6', { ...table, view: 'gallery', filter: { ...noFilter, questions: ['6'] } }],
    ['/records/student/7', { ...table, view: 'student', student: 7 }],
    ['/records/student', { ...table, view: 'student' }],
    [
      '/records?student=1&student=2&section=TD+2&question=2b&verdict=wrong&verdict=none&label=forgot+abs&label=&type=code&part=4&time=15&text=a%26b&name=%5EA%7C%C3%A9%2B&sort=%2Bstudent',
      {
        ...table,
        filter: {
          students: [1, 2],
          sections: ['TD 2'],
          questions: ['2b'],
          verdicts: ['wrong', 'none'],
          labels: ['forgot abs', ''],
          types: ['code'],
          parts: [4],
          time: { kind: 'last', minutes: 15 },
          text: 'a&b',
          name: '^A|é+',
        },
        sort: { key: 'student', ascending: true },
      },
    ],
    ['/records?time=opened', { ...table, filter: { ...noFilter, time: { kind: 'opened' } } }],
    [
      '/records?time=2026-02-11T14%3A00%7E',
      { ...table, filter: { ...noFilter, time: { kind: 'range', since: '2026-02-11T14:00', until: '' } } },
    ],
    ['/records?sort=%2Bverdict', { ...table, sort: { key: 'verdict', ascending: true } }],
    ['/records?sort=%2Btime', { ...table, sort: { key: 'time', ascending: true } }],
    [
      '/records/gallery?sort=-attempts&order=%2Bstudent',
      {
        ...table,
        view: 'gallery',
        sort: { key: 'attempts', ascending: false },
        order: { key: 'student', ascending: true },
      },
    ],
  ])('%s is read as what it was written from', (address, route) => {
    expect(routeOf(address)).toEqual(route)
    expect(addressOf(route)).toBe(address)
  })

  it.each([
    '/records?student=-1&part=x&record=0&sort=%2Bweight&time=~',
    '/records/elsewhere',
    '/records?verdict=perhaps',
    '/records?text=',
    '/records?time=never',
    '/records?time=2026-13-45T10:00~',
    '/records?time=~2026-02-11T25:00',
    '/records?time=2026-02-11T10:00~2026-02-11T11:00~',
    '/records?time=200000000000',
  ])('%s says nothing that is understood', (address) => expect(routeOf(address)).toEqual(table))

  it('names a thing once', () =>
    expect(routeOf('/records?question=2&question=2').filter.questions).toEqual(['2']))
})

describe('isEmptyFilter', () => {
  it('is true for none', () => expect(isEmptyFilter(noFilter)).toBe(true))
  it.each([
    { text: ' ' },
    { name: '^a' },
    { parts: [1] },
    { labels: [''] },
    { time: { kind: 'opened' as const } },
  ])('sees %o', (some) => expect(isEmptyFilter({ ...noFilter, ...some })).toBe(false))
})
