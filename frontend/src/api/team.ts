import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import * as API from '../../wailsjs/go/api/API'
import { ask } from './ask'
import { askColleague, isAway } from './colleague'
import { ApiError, toApiError, UNREACHABLE } from './error'
import { keys } from './keys'

/** What an assistant may do, each with all that the one before it may. */
export const roles = ['look', 'help', 'mark'] as const
export type Role = (typeof roles)[number]

/** When an assistant's access ends by itself. */
export const linkEnds = ['session', 'midnight'] as const
export type LinkEnd = (typeof linkEnds)[number]

/** Reports whether a role may do what another may. */
export function may(role: string, least: Role): boolean {
  return roles.findIndex((known) => known === role) >= roles.indexOf(least)
}

/** The code of the error that a page gets by which nobody takes part, or not any more. */
export const NOT_PAIRED = 'not_paired'

/** Returns who takes part beside the teacher, and what they did. */
export function useTeam() {
  return useQuery({ queryKey: keys.team, queryFn: () => ask(() => API.Team()) })
}

function useTeamChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (input: Input) => ask(() => change(input)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.team }),
  })
}

interface Invite {
  sessionId: number
  role: Role
  ends: LinkEnd
}

/** Makes a code for one person. */
export const useInvite = () =>
  useTeamChange(({ sessionId, role, ends }: Invite) => API.InviteAssistant(sessionId, role, ends))

/** Makes the code worthless that nobody used yet. */
export const useCallOff = () => useTeamChange(() => API.CallOffInvitation())

/** Changes what an assistant may do. */
export const useSetRole = () =>
  useTeamChange(({ id, role }: { id: number; role: Role }) => API.SetAssistantRole(id, role))

/** Ends an assistant's access at once. */
export const useEndAssistant = () => useTeamChange((id: number) => API.EndAssistant(id))

/** Takes back what an assistant did. */
export const useUndoAct = () => useTeamChange((id: number) => API.UndoAct(id))

/** Has numbers stand for names for all assistants. */
export const useForceNumbers = () => useTeamChange((forced: boolean) => API.ForceNumbers(forced))

/** Takes part by a code; rejects with an ApiError that says why not. */
export async function pair(code: string, name: string): Promise<void> {
  let response: Response
  try {
    response = await fetch('api/Pair', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify([code, name]),
    })
  } catch {
    throw new ApiError(UNREACHABLE, 'The app does not answer.')
  }
  if (!response.ok) throw toApiError(await response.json())
}

/** Ends the asker's own access. */
export const endOwnAccess = () => postAct('Leave', [])

/** How long an act is tried again whose answer did not come, and how long one try may take. */
const KEEP_TRYING_MS = 30_000
const TRY_MS = 4000
const REST_MS = 1000

const waiting = new Set<string>()
const listeners = new Set<() => void>()

function tell() {
  for (const listener of listeners) listener()
}

export function subscribeWaiting(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Returns how many acts wait for the network. */
export const countWaiting = () => waiting.size

function newId(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((n) => n.toString(36)).join('')
}

async function tryOnce(method: string, body: string, id: string): Promise<unknown> {
  if (isAway) return ask(() => askColleague(method, body, id))
  const response = await fetch(`api/${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Npt-Act': id },
    body,
    signal: AbortSignal.timeout(TRY_MS),
  })
  const value: unknown = await response.json()
  if (!response.ok) throw toApiError(value)
  return value
}

/**
 * Does something in class from a network that comes and goes: it is sent again, under the same name so that it is done
 * once, until it was answered or half a minute is over. Then it rejects: nothing fails silently.
 */
export async function postAct(method: string, args: unknown[]): Promise<unknown> {
  const id = newId()
  const body = JSON.stringify(args)
  const until = Date.now() + KEEP_TRYING_MS
  try {
    for (;;) {
      try {
        return await tryOnce(method, body, id)
      } catch (thrown) {
        if (thrown instanceof ApiError && thrown.code !== UNREACHABLE) throw thrown
        if (Date.now() > until) throw new ApiError(UNREACHABLE, 'The app does not answer.')
      }
      waiting.add(id)
      tell()
      await new Promise((resolve) => window.setTimeout(resolve, REST_MS))
    }
  } finally {
    if (waiting.delete(id)) tell()
  }
}
