/** Where pages are that several features lead to: what follows the # in the address. */

const QUESTION = '/question/'

/** Returns the place of a question's page; a part narrows it to the records of that part. */
export function questionPlace(label: string, partId = 0): string {
  const part = partId === 0 ? '' : `?part=${partId}`
  return `${QUESTION}${encodeURIComponent(label)}${part}`
}

/** Returns the question whose page stands at a path; undefined where it is no question's. */
export function questionAt(path: string): string | undefined {
  if (!path.startsWith(QUESTION) || path === QUESTION) return undefined
  try {
    return decodeURIComponent(path.slice(QUESTION.length))
  } catch {
    return undefined // typed by hand: a lone %
  }
}

/** What the projector shows: the count of a question, its answers, the pace of the class, how to join. */
export const projectorViews = ['count', 'answers', 'pace', 'join'] as const
export type ProjectorView = (typeof projectorViews)[number]

/** Returns the place of the projector: what it shows, and of which question. */
export function projectorPlace(view: ProjectorView, question = ''): string {
  const search = new URLSearchParams({ show: view, ...(question !== '' && { question }) })
  return `/projector?${search.toString()}`
}

/** Returns what the projector shall show by what follows the question mark. */
export function projectorAt(search: string): { view: ProjectorView; question: string } {
  const asked = new URLSearchParams(search)
  const view = projectorViews.find((known) => known === asked.get('show')) ?? 'count'
  return { view, question: asked.get('question') ?? '' }
}
