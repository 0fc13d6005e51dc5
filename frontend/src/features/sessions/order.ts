import type { Session } from '../../api/types'

/** Which sessions a list shows. */
export type Shown = 'all' | 'open' | 'closed'

/** Returns the sessions whose name or description has the words and whose status is shown. */
export function filterSessions(sessions: Session[], words: string, shown: Shown): Session[] {
  const sought = words.trim().toLowerCase()
  return sessions.filter(
    (session) =>
      (shown === 'all' || session.open === (shown === 'open')) &&
      `${session.name} ${session.description}`.toLowerCase().includes(sought),
  )
}

/** Returns open sessions before closed ones, otherwise in the order given. */
export function openFirst<T extends { open: boolean }>(sessions: T[]): T[] {
  return [...sessions.filter((s) => s.open), ...sessions.filter((s) => !s.open)]
}

/** Returns the id of the session one step up (-1) or down (1) from the given one, or the nearest end. */
export function neighbour(sessions: Session[], id: number | undefined, step: 1 | -1): number | undefined {
  const at = sessions.findIndex((session) => session.id === id)
  if (at < 0) return sessions[0]?.id
  return (sessions[at + step] ?? sessions[at])?.id
}
