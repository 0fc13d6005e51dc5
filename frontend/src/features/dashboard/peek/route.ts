/** What is open beside the grid: a student's answer to a question, a student, a wrong answer that several share, or those of a line of "Needs attention". */
export type Peek =
  | { kind: 'cell'; student: number; question: string }
  | { kind: 'student'; student: number }
  | { kind: 'mistake'; question: string; key: string }
  | { kind: 'line'; key: string }

/** Returns what the dashboard's address opens beside the grid; undefined for nothing. */
export function peekOf(search: string): Peek | undefined {
  const params = new URLSearchParams(search)
  const [student, question, key, line] = ['student', 'question', 'group', 'line'].map((name) =>
    params.get(name),
  )
  if (line) return { kind: 'line', key: line }
  if (key && question != null) return { kind: 'mistake', question, key }
  const id = Number(student)
  if (!Number.isSafeInteger(id) || id <= 0) return undefined
  return question == null ? { kind: 'student', student: id } : { kind: 'cell', student: id, question }
}

/** Reports whether both are the same student's, and of the same question. */
export function isSamePeek(a: Peek | undefined, b: Peek | undefined): boolean {
  return dashboardRoute(0, a) === dashboardRoute(0, b)
}

/** Returns the dashboard's address: of a part, 0 for all, and of what is open beside the grid. */
export function dashboardRoute(partId: number, peek?: Peek): string {
  const params = new URLSearchParams(partId === 0 ? {} : { part: String(partId) })
  if (peek?.kind === 'line') params.set('line', peek.key)
  if (peek && 'student' in peek) params.set('student', String(peek.student))
  if (peek && 'question' in peek) params.set('question', peek.question)
  if (peek?.kind === 'mistake') params.set('group', peek.key)
  const search = params.toString()
  return search === '' ? '/dashboard' : `/dashboard?${search}`
}
