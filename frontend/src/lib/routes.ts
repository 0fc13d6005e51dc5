/** The routes that several features lead to. A route is what follows the # in the address. */

const QUESTION = '/question/'

/** Returns the route of a question's page; a part narrows it to the records of that part. */
export function questionRoute(label: string, partId = 0): string {
  const part = partId === 0 ? '' : `?part=${partId}`
  return `${QUESTION}${encodeURIComponent(label)}${part}`
}

/** Returns the route of a question's page with one of its groups in sight. */
export function groupRoute(label: string, partId: number, groupKey: string): string {
  const route = questionRoute(label, partId)
  return groupKey === '' ? route : `${route}${partId === 0 ? '?' : '&'}group=${encodeURIComponent(groupKey)}`
}

/** Returns the route of the class list; with a presence, of those of whom that is so in the current session. */
export function classListRoute(presence: '' | 'present' | 'notStarted' | 'absent' = ''): string {
  return `/class${presence === '' ? '' : `?show=${presence}`}`
}

/** What is added to the route of a session for its grades, which lie over the list of sessions. */
export const GRADES = 'grades'

/** Returns the route of the grades of a session. */
export function gradesRoute(sessionId: number): string {
  return `/sessions/${sessionId}?${GRADES}`
}

/** Returns the question whose page a path shows; undefined if the path shows another page. */
export function questionAt(path: string): string | undefined {
  if (!path.startsWith(QUESTION) || path === QUESTION) return undefined
  try {
    return decodeURIComponent(path.slice(QUESTION.length))
  } catch {
    return undefined // a lone %, typed by hand
  }
}

/** Returns the part to which the page of a question or the projector is narrowed, from what follows the question mark of its route; 0 if to none. */
export function partAt(search: string): number {
  const id = Number(new URLSearchParams(search).get('part'))
  return Number.isSafeInteger(id) && id > 0 ? id : 0
}

/** What the projector shows: the count of a question, its answers, the pace of the class, how to join. */
export const projectorViews = ['count', 'answers', 'pace', 'join'] as const
export type ProjectorView = (typeof projectorViews)[number]

/**
 * Returns the projector's route: what it shows, of which question, and if not all of its answers, those of which groups,
 * by their keys, and of which part.
 */
export function projectorRoute(
  view: ProjectorView,
  question = '',
  groups: readonly string[] = [],
  partId = 0,
): string {
  const search = new URLSearchParams({ show: view, ...(question !== '' && { question }) })
  if (partId !== 0) search.set('part', String(partId))
  for (const key of groups) search.append('group', key)
  return `/projector?${search.toString()}`
}

/** Returns what the projector shows; search is what follows the question mark of its route. */
export function projectorAt(search: string) {
  const asked = new URLSearchParams(search)
  const view = projectorViews.find((known) => known === asked.get('show')) ?? 'count'
  return {
    view,
    question: asked.get('question') ?? '',
    groups: asked.getAll('group'),
    partId: partAt(search),
  }
}

/** Returns the route of the records with a verdict or a label in the Records tab. */
export function judgedRoute(by: 'verdict' | 'label', value: string): string {
  return `/records?${new URLSearchParams({ [by]: value }).toString()}`
}

/** Returns the route of some students' records of a question in the Records tab, one of them opened. */
export function recordsRoute(question: string, partId: number, studentIds: number[], recordId = 0): string {
  const search = new URLSearchParams()
  for (const id of studentIds) search.append('student', String(id))
  search.append('question', question)
  if (partId !== 0) search.append('part', String(partId))
  if (recordId !== 0) search.append('record', String(recordId))
  return `/records?${search.toString()}`
}

/** What can be done to a notebook that is prepared for a class. */
export const notebookTools = ['check', 'renumber', 'connect', 'student', 'solution', 'records'] as const
export type NotebookTool = (typeof notebookTools)[number]

/** Returns the route of the page that prepares a notebook: the one with an id, or that which was open last. */
export function notebookRoute(id = '', sessionId = 0, tool: NotebookTool = 'check'): string {
  const search = new URLSearchParams()
  if (sessionId !== 0) search.set('session', String(sessionId))
  if (tool !== 'check') search.set('tool', tool)
  const asked = search.toString()
  return `/notebook${id === '' ? '' : `/${id}`}${asked === '' ? '' : `?${asked}`}`
}

/** Returns what a route of that page asks for; search is what follows the question mark. */
export function notebookAt(search: string): { sessionId: number; tool: NotebookTool } {
  const asked = new URLSearchParams(search)
  const id = Number(asked.get('session'))
  return {
    sessionId: Number.isSafeInteger(id) && id > 0 ? id : 0,
    tool: notebookTools.find((known) => known === asked.get('tool')) ?? 'check',
  }
}
