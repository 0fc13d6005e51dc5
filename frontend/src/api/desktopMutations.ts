import { useMutation, useQueryClient } from '@tanstack/react-query'
import { desktop } from './desktop'
import { keys } from './keys'

/** Returns a mutation after which the status is asked anew. */
function useSetting<Value>(mutationFn: (value: Value) => Promise<unknown>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.status }),
  })
}

/** Chooses whether the computer is kept awake while a session is open. */
export const useSetKeepAwake = () => useSetting(desktop.setKeepAwake)

/** Chooses what becomes of open sessions when the window closes. */
export const useSetLeave = () => useSetting(desktop.setLeave)
