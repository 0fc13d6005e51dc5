import { expect, it } from 'vitest'
import { rowsOf } from './queue'
import { isInShare, rowOfSeat, sharesOf } from './share'

const member = (studentId: number, seat: string) => ({
  studentId,
  since: '',
  text: '',
  question: '',
  recordId: 0,
  attempts: 0,
  group: '',
  sameGroup: false,
  behind: 0,
  visitedAt: '',
  seat,
  takenAt: '',
  helper: '',
  verdict: '',
})
const members = [member(1, 'C4'), member(2, '12'), member(3, ''), member(4, 'c 1')]
const rows = rowsOf([{ reason: 'never', visited: false, question: '', group: '', groupKey: '', members }])
const room = { order: [4, 2, 1, 3, 5], sections: [{ name: 'TD: 2', students: [3, 1] }] }

it.each([
  ['C4', 'C'],
  ['4c', 'C'],
  ['12', '12'],
  ['é7', 'É'],
  ['', ''],
  ['?', ''],
])('has the row of seat %s', (seat, row) => expect(rowOfSeat(seat)).toBe(row))

it.each([
  ['', [1, 2, 3, 4]],
  ['half:1', [1, 2, 4]],
  ['half:2', [3]],
  ['section:TD: 2', [1, 3]],
  ['section:gone', []],
  ['row:C', [1, 3, 4]],
  ['row:12', [2, 3]],
])('has those in the part "%s"', (share, ids) =>
  expect(rows.filter((row) => isInShare(row, share, room)).map(({ key }) => Number(key))).toEqual(ids),
)

it('offers halves, sections and the rows whose seats are known', () =>
  expect(sharesOf(room, rows)).toEqual(['', 'half:1', 'half:2', 'section:TD: 2', 'row:12', 'row:C']))
