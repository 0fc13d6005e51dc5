import { describe, expect, it } from 'vitest'
import { splitRoute } from '../../../lib/location'
import { dashboardRoute, type Peek, peekOf } from './route'

describe('the address of what is open beside the grid', () => {
  it.each<Peek | undefined>([
    undefined,
    { kind: 'cell', student: 7, question: '50% & more' },
    { kind: 'cell', student: 7, question: '' },
    { kind: 'student', student: 7 },
    { kind: 'mistake', question: '3', key: 'a=b&c' },
    { kind: 'line', key: 'silent many 3 “x”' },
  ])('is read as it was written: %j', (peek) => {
    for (const part of [0, 2]) expect(peekOf(splitRoute(dashboardRoute(part, peek)).search)).toEqual(peek)
  })
  it.each(['student=-1', 'student=x', 'question=3', 'group=a'])('opens nothing for %s', (search) =>
    expect(peekOf(search)).toBeUndefined(),
  )
})
