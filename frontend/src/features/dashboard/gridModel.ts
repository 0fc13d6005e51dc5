import type { NamedStudent } from '../../components/StudentName'

/** How a record was judged. */
export type Verdict = 'right' | 'wrong' | 'none'

/** A question, with the counts of its records. */
export interface Column {
  label: string
  /** '' if it has none. */
  title: string
  /** Students who sent it. */
  students: number
  right: number
  wrong: number
  attempts: number
  /** Whether a rule or a mark judges its answers. */
  checked: boolean
  /** What its students hear, and how many answers wait for a release. */
  feedback: string
  held: number
}

/** A student's record of a question. */
export interface Cell {
  recordId: number
  verdict: Verdict
  attempts: number
  /** When it came, in milliseconds. */
  at: number
}

export interface GridStudent extends NamedStudent {
  id: number
}

/** A student and what was sent, question by question. */
export interface Row {
  student: GridStudent
  cells: readonly (Cell | undefined)[]
  /** How many questions were sent. */
  progress: number
  /** When the last record came, in milliseconds; 0 before the first. */
  lastAt: number
  /** Waits for help. */
  needsHelp: boolean
  /** Is in the list of whom to help, and was not visited. */
  isNeedy: boolean
}

/** What the grid shows, with the questions that are folded away as there are too many. */
export interface GridModel extends Followed {
  folded: readonly Column[]
}

/** What the grid shows, and what changed in it. */
export interface Followed {
  columns: readonly Column[]
  rows: readonly Row[]
  /** The students of the rows, by id. */
  students: ReadonlyMap<number, GridStudent>
  /** What changed since the model before this one: cells by student and column. None in the first. */
  changed: readonly CellKey[]
}

export interface CellKey {
  student: number
  column: number
}

/** Reports whether any question has verdicts. */
export function isJudged(columns: readonly Column[]): boolean {
  return columns.some(({ checked, right, wrong }) => checked || right + wrong > 0)
}

function isSameCell(a: Cell | undefined, b: Cell | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return a.recordId === b.recordId && a.verdict === b.verdict && a.attempts === b.attempts && a.at === b.at
}

function isSameStudent(a: GridStudent, b: GridStudent): boolean {
  return a.display === b.display && a.number === b.number
}

function isSameState(a: Row, b: Row): boolean {
  return a.lastAt === b.lastAt && a.needsHelp === b.needsHelp && a.isNeedy === b.isNeedy
}

/** Returns the students of rows; the map from before if they are the same. */
function studentsOf(rows: readonly Row[], before: Followed | undefined): Followed['students'] {
  const known = before?.students
  const isSame = rows.length === known?.size && rows.every(({ student }) => known.get(student.id) === student)
  return isSame ? known : new Map(rows.map(({ student }) => [student.id, student]))
}

/**
 * Returns a model that takes over the rows, cells and students of the one before if they say the same, so that only
 * what changed is drawn anew, and with the cells that changed.
 */
export function follow(
  before: Followed | undefined,
  columns: readonly Column[],
  rows: readonly Row[],
): Followed {
  if (!before) return { columns, rows, students: studentsOf(rows, before), changed: [] }
  const known = new Map(before.rows.map((row) => [row.student.id, row]))
  const columnBefore = new Map(before.columns.map(({ label }, i) => [label, i]))
  const from = columns.map(({ label }) => columnBefore.get(label) ?? -1)
  const hasMoved = columns.length !== before.columns.length || from.some((old, i) => old !== i)
  const changed: CellKey[] = []
  const kept = rows.map((row) => {
    const old = known.get(row.student.id)
    if (old === row) return row
    const changes = changed.length
    const cells = row.cells.map((cell, i) => {
      const was = old?.cells[from[i] ?? -1]
      if (isSameCell(cell, was)) return was
      changed.push({ student: row.student.id, column: i })
      return cell
    })
    if (!old) return row
    const student = isSameStudent(old.student, row.student) ? old.student : row.student
    const isSame = changed.length === changes && student === old.student && isSameState(old, row)
    return isSame && !hasMoved ? old : { ...row, student, cells }
  })
  return { columns, rows: kept, students: studentsOf(kept, before), changed }
}

/** How fresh a record is: of the last minute, of the last five, or older. */
export type Freshness = 'new' | 'recent' | 'old'

const MINUTE_MS = 60_000
export const RECENT_MS = 5 * MINUTE_MS

/** Returns how fresh a record is at a moment; both in milliseconds. */
export function freshness(at: number, now: number): Freshness {
  const age = now - at
  if (age < MINUTE_MS) return 'new'
  return age < RECENT_MS ? 'recent' : 'old'
}
