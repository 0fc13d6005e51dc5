import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import * as API from '../../wailsjs/go/api/API'
import { ask } from './ask'
import { keys } from './keys'
import { useStatus } from './queries'

/** Returns what the network doctor finds: asked on opening, and again when an address changes. */
export function useDoctor() {
  const { data: status } = useStatus()
  return useQuery({
    queryKey: keys.doctor(status?.addresses, status?.hostName, status?.interface),
    queryFn: () => ask(() => API.Doctor()),
    enabled: status !== undefined,
    refetchOnMount: 'always',
    placeholderData: keepPreviousData,
  })
}

/** Returns the network interfaces of this computer, asked again when an address changes. */
export function useInterfaces() {
  const { data: status } = useStatus()
  return useQuery({
    queryKey: keys.interfaces(status?.addresses, status?.interface),
    queryFn: () => ask(() => API.Interfaces()),
    enabled: status !== undefined,
    refetchOnMount: 'always',
    placeholderData: keepPreviousData,
  })
}

/** Has notebooks reach the app on one interface alone, by its name, or with '' on every real one. */
export function useSetInterface() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => ask(() => API.SetInterface(name)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.status }),
  })
}

/** Says whether a session is on the students' page while it is open. */
export function useListSession() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ id, listed }: { id: number; listed: boolean }) => ask(() => API.ListSession(id, listed)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.sessions }),
  })
}
