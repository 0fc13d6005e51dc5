import { useMutation, useQueryClient } from '@tanstack/react-query'
import { noteEdit } from './changes'
import { client } from './client'
import { keys } from './keys'
import type { MessageText } from './messageTypes'
import type { Feedback, Status, Undo } from './types'

/**
 * Returns a mutation after which sessions and status are asked anew: it is done when they are known. What is to
 * be taken back from the first moment is offered in onAnswer, which does not wait for that.
 */
function useChange<Input, Output>(
  mutationFn: (input: Input) => Promise<Output>,
  onAnswer?: (output: Output) => void,
) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: (output) => {
      onAnswer?.(output)
      return Promise.all(
        [keys.status, keys.sessions].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
      )
    },
  })
}

export interface SessionText {
  name: string
  description: string
}

/** Sets the user name that notebooks send to. */
export const useSetOwner = () => useChange((name: string) => client.setOwner(name))

/** Creates a session, which becomes the current one. feedback is what its students hear; without it, nothing. */
export const useCreateSession = () =>
  useChange(async ({ name, description, feedback }: SessionText & { feedback?: Feedback }) => {
    const opened = await client.createSession(name, description)
    if (feedback) await client.setSessionFeedback(opened.session.id, feedback)
    return opened
  })

/** Renames a session and sets its description. */
export const useUpdateSession = () =>
  useChange(({ id, name, description }: SessionText & { id: number }) =>
    client.updateSession(id, name, description),
  )

/** Opens a session, which closes its namesake. */
export const useOpenSession = () => useChange((id: number) => client.openSession(id))

/** Closes a session: notebooks that send to it are told so. */
export const useCloseSession = () => useChange((id: number) => client.closeSession(id))

/** Makes a closed session with the description and the parts of another. */
export const useDuplicateSession = () =>
  useChange(({ id, name }: { id: number; name: string }) => client.duplicateSession(id, name))

/** Closes every open session; onAnswer gets their ids. */
export const useCloseAllSessions = (onAnswer: (ids: number[]) => void) =>
  useChange(() => client.closeAllSessions(), onAnswer)

/** Deletes a session with its records; onAnswer is told until when that can be taken back. */
export const useDeleteSession = () =>
  useChange(async ({ id, onAnswer }: { id: number; onAnswer: (gone: Undo) => void }) => {
    const gone = await client.deleteSession(id)
    onAnswer(gone)
  })

/**
 * Starts a session with an invented class, which becomes the current one; an earlier one is removed. onAnswer is
 * called even if what started it is gone by then, as the page of the first start is.
 */
export const useStartDemo = (onAnswer: () => void) =>
  useChange((atOnce: boolean) => client.startDemo(atOnce), onAnswer)

/** Removes the invented class with all that it sent, for good. */
export const useRemoveDemo = (onAnswer: () => void) => useChange(() => client.removeDemo(), onAnswer)

/** Hides the names of students everywhere, or shows them again; on this screen before the app has answered. */
export function useSetNamesHidden() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (hidden: boolean) => client.setNamesHidden(hidden),
    onMutate: async (namesHidden) => {
      await queryClient.cancelQueries({ queryKey: keys.status }) // an answer on its way tells how it was before
      queryClient.setQueryData<Status>(keys.status, (status) => status && { ...status, namesHidden })
    },
    onSettled: () => {
      noteEdit() // lists by student have another order now
      return queryClient.invalidateQueries({ queryKey: keys.status })
    },
  })
}

/** Makes a session the one that every tab shows. */
export const useSelectSession = () => useChange((id: number) => client.selectSession(id))

/** Sends a message to all notebooks of a session. */
export const useSendMessage = () =>
  useChange(({ sessionId, message }: { sessionId: number; message: MessageText }) =>
    client.sendMessage(sessionId, message),
  )

/** Adds a part at the end of a session. */
export const useAddPart = () =>
  useChange(({ sessionId, name }: { sessionId: number; name: string }) => client.addPart(sessionId, name))

/** Renames a part. */
export const useRenamePart = () =>
  useChange(({ id, name }: { id: number; name: string }) => client.renamePart(id, name))

/** Moves a part to a place in its session's list, from 1. */
export const useMovePart = () =>
  useChange(({ id, number }: { id: number; number: number }) => client.movePart(id, number))

/** Deletes an empty part. */
export const useDeletePart = () => useChange((id: number) => client.deletePart(id))
