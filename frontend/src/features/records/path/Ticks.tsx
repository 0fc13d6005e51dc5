import type { Cell } from '../../../api/dashboard'
import classes from './Ticks.module.css'

const STEP = 5
const WIDTH = 3
const HEIGHT = 12

/** Where each kind of tick is drawn, from the top: told apart by form before colour. */
const pieces = {
  right: [[0, HEIGHT]],
  wrong: [
    [0, 4.5],
    [7.5, 4.5],
  ],
  none: [[4, HEIGHT - 4]],
  missing: [[HEIGHT - 1.5, 1.5]],
} as const

type Kind = keyof typeof pieces

function pathOf(kinds: Kind[], kind: Kind): string {
  const box = (at: number, [top, height]: readonly [number, number]) =>
    `M${at * STEP} ${top}h${WIDTH}v${height}h-${WIDTH}z`
  return kinds
    .flatMap((one, at) => (one === kind ? pieces[kind].map((piece) => box(at, piece)) : []))
    .join('')
}

/**
 * How a student stands at each question: a whole bar for right, a broken one for wrong, a low one for not checked, a
 * line for not sent. Words beside it say the same.
 */
export function Ticks({ cells, questions }: { cells: Cell[]; questions: number }) {
  const kinds: Kind[] = Array.from({ length: questions }, () => 'missing')
  for (const { question, verdict } of cells) kinds[question] = verdict
  return (
    <svg
      className={classes.ticks}
      viewBox={`0 0 ${Math.max(1, questions) * STEP} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      {(['right', 'wrong', 'none', 'missing'] as const).map((kind) => (
        <path key={kind} data-verdict={kind} d={pathOf(kinds, kind)} />
      ))}
    </svg>
  )
}
