import { expect, it } from 'vitest'
import type { DashboardQuestion } from '../../api/types'
import { heldLabels, shownLabels } from './fold'

const question = (
  label: string,
  students: number,
  change: Partial<DashboardQuestion> = {},
): DashboardQuestion => ({
  label,
  title: '',
  order: 0,
  added: false,
  students,
  right: 0,
  wrong: 0,
  attempts: students,
  checked: false,
  feedback: 'nothing',
  held: 0,
  reached: [],
  ...change,
})
const loop = (n: number) => Array.from({ length: n }, (_, i) => question(`loop ${String(i)}`, 1))
const lab = (n: number, students = 30) =>
  Array.from({ length: n }, (_, i) => question(String(i + 1), students))
const none: ReadonlySet<string> = new Set()

it('folds nothing up to 60 labels', () => expect(shownLabels(loop(60), none).size).toBe(60))

it('shows what most students sent, and folds the rest', () => {
  const shown = shownLabels([...loop(300), ...lab(12)], none)
  expect(shown.size).toBe(60)
  for (const { label } of lab(12)) expect(shown).toContain(label)
})

it.each([
  ['is in the catalogue', { order: 3 }],
  ['has a title', { title: 'Elbow plot' }],
  ['was added', { added: true }],
  ['has a rule', { checked: true }],
])('shows a question that %s, though nobody sent it', (_, change) =>
  expect(shownLabels([...lab(80), question('x', 0, change)], none)).toContain('x'),
)

it('shows a whole catalogue of more than 60', () => {
  const catalogue = lab(70).map((one, i) => ({ ...one, order: i + 1 }))
  expect(shownLabels([...catalogue, ...loop(100)], none).size).toBe(70)
})

it('keeps what is shown while counts change a little, and is the same set', () => {
  const before = heldLabels(lab(80, 10), none)
  const now = lab(80, 10).map((one) => (before.has(one.label) ? one : { ...one, students: 14 }))
  expect(heldLabels(now, before)).toBe(before)
})

it('lets a question in that clearly more students sent, in the place of the one that fewest did', () => {
  const before = heldLabels(loop(300), none)
  const after = heldLabels([...loop(300), question('12', 2)], before)
  expect(after).not.toContain('12')
  const late = heldLabels([...loop(300), question('12', 3)], before)
  expect(late).toContain('12')
  expect(late.size).toBe(60)
  expect([...before].filter((label) => !late.has(label))).toHaveLength(1)
})
