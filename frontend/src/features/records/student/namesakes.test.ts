import { expect, it } from 'vitest'
import type { Student } from '../../../api/types'
import { namesakesFirst } from './namesakes'

const named = (id: number, name: string) => ({ id, name }) as Student

it('puts namesakes first, whatever their capitals and accents, then all by name', () => {
  const one = named(1, 'Zoé')
  const all = [one, named(2, 'Bea'), named(3, 'ZOE'), named(4, 'Adam')]
  expect(namesakesFirst(all, one, ({ name }) => name).map(({ id }) => id)).toEqual([3, 4, 2])
})
