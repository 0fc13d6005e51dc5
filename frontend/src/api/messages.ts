import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import * as API from '../../wailsjs/go/api/API'
import { ask } from './ask'
import { keys } from './keys'
import type { SentMessage } from './types'

/** Returns the messages that were sent to notebooks of a session, the newest first. */
export function useMessages(sessionId: number) {
  return useQuery({
    queryKey: keys.messages(sessionId),
    queryFn: () => ask(() => API.Messages(sessionId) as Promise<unknown> as Promise<SentMessage[]>),
  })
}

/** Takes a message of a session back. */
export function useTakeBack(sessionId: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => ask(() => API.TakeBackMessage(id)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.messages(sessionId) }),
  })
}
