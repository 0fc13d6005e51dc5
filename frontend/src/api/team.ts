import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import * as API from '../../wailsjs/go/api/API'
import { ask } from './ask'
import { ApiError, toApiError, UNREACHABLE } from './error'
import { keys } from './keys'
import { postAct } from './outbox'

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

/** Returns the sections of the class list with their students in a session. */
export function useSections(sessionId: number) {
  return useQuery({ queryKey: keys.sections(sessionId), queryFn: () => ask(() => API.Sections(sessionId)) })
}

/** Notes which part of the room the asker looks after. */
export const setShare = (share: string, what: string) => postAct('SetShare', [share], what)

/** Ends the asker's own access. */
export const endOwnAccess = () => postAct('Leave', [], '')
