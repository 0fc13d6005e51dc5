import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { api } from '../../wailsjs/go/models'
import * as API from '../../wailsjs/go/api/API'
import { ask } from './ask'
import { noteEdit } from './changes'
import { keys } from './keys'
import type { Plain } from './types'

export type Backups = Plain<api.Backups>
export type Backup = Plain<api.Backup>
export type Erasable = Plain<api.Erasable>
export type ErasablePerson = Plain<api.ErasablePerson>
export type Retention = Plain<api.Retention>
export type KeptSession = Plain<api.KeptSession>

/** Returns the copies of the data file, asked anew for each status, as copies come by themselves. */
export const useBackups = (status: number) =>
  useQuery({
    queryKey: [...keys.backups, status],
    queryFn: ({ signal }) => ask(() => API.Backups(), signal),
    placeholderData: (before) => before,
    gcTime: 0,
  })

/** Returns how long sessions are kept. */
export const useRetention = () =>
  useQuery({ queryKey: keys.retention, queryFn: ({ signal }) => ask(() => API.Retention(), signal) })

/** Returns what erasing a student may concern. */
export const useEraseChoice = (studentId: number) =>
  useQuery({
    queryKey: keys.eraseChoice(studentId),
    queryFn: ({ signal }) => ask(() => API.EraseChoice(studentId), signal),
    gcTime: 0,
  })

/** Returns a mutation after which all that was asked is asked anew. */
function useKeeping<Input, Output>(act: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (input: Input) => ask(() => act(input)),
    onSettled: () => {
      noteEdit()
      return queryClient.invalidateQueries()
    },
  })
}

export const useMakeBackup = () => useKeeping(() => API.MakeBackup())
/** Restores a copy: the app starts again after that. */
export const useRestoreBackup = () => useKeeping((path: string) => API.RestoreBackup(path))
export const useSalvage = () => useKeeping(() => API.SalvageFile())
export const useSetSecondFolder = () => useKeeping((path: string) => API.SetSecondFolder(path))
/** Erases students in sessions, and people on the class list. */
export const useEraseStudents = () =>
  useKeeping(({ ids, people }: { ids: number[]; people: number[] }) => API.EraseStudents(ids, people))
export const useEraseSession = () => useKeeping((id: number) => API.EraseSession(id))
export const useSetRetentionMonths = () => useKeeping((months: number) => API.SetRetentionMonths(months))
export const useSetSessionEnd = () =>
  useKeeping(({ id, until }: { id: number; until: string }) => API.SetSessionEnd(id, until))

/** Asks the teacher for a folder in the window; resolves to '' if nothing was chosen. */
export const chooseFolder = () => ask(() => API.ChooseFolder())
