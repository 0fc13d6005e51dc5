import type { ClassSection } from '../../api/types'
import type { Waiting } from './queue'

/** What parts a room: the order of the list, the sections of the class list, and the seats that students gave. */
export interface Room {
  /** The students, in the order of the list. */
  order: readonly number[]
  sections: readonly ClassSection[]
}

/** Returns the row of a seat: what stands before its number, as in C4, or its number alone; empty if there is no seat. */
export function rowOfSeat(seat: string): string {
  const [letters, digits] = [/\p{L}+/u.exec(seat), /\d+/.exec(seat)]
  return (letters ?? digits)?.[0].toUpperCase() ?? ''
}

/** Returns the parts that can be taken, the whole room first. */
export function sharesOf({ sections }: Room, rows: readonly Waiting[]): string[] {
  const seats = rows.flatMap(({ members }) => members.map(({ seat }) => rowOfSeat(seat)))
  const known = [...new Set(seats)].filter((row) => row !== '').sort()
  return [
    '',
    'half:1',
    'half:2',
    ...sections.map(({ name }) => `section:${name}`),
    ...known.map((row) => `row:${row}`),
  ]
}

/** Returns whether somebody of a row is in a part of the room. Whose seat nobody knows is in every row. */
export function isInShare({ members }: Waiting, share: string, { order, sections }: Room): boolean {
  const [, kind, name] = /^(\w+):([^]*)$/.exec(share) ?? []
  const half = new Set(order.slice(0, Math.ceil(order.length / 2)))
  const section = sections.find((one) => one.name === name)?.students ?? []
  return members.some(({ studentId, seat }) => {
    switch (kind) {
      case 'half':
        return half.has(studentId) === (name === '1')
      case 'section':
        return section.includes(studentId)
      case 'row':
        return rowOfSeat(seat) === '' || rowOfSeat(seat) === name
      default:
        return true
    }
  })
}
