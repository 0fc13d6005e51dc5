import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import * as API from '../../wailsjs/go/api/API'
import { api } from '../../wailsjs/go/models'
import { ask } from './ask'
import { chooseTable } from './classList'
import { download } from './transfers'
import { isWindow } from './desktop'
import { keys } from './keys'
import type { Grades } from './types'

/** Returns how the points of a session are counted, and whom its gradebook misses. */
export function useGrades(sessionId: number) {
  return useQuery({ queryKey: keys.grades(sessionId), queryFn: () => ask(() => API.Grades(sessionId)) })
}

export function useSetGrades(sessionId: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (grades: Grades) => ask(() => API.SetGrades(sessionId, api.Grades.createFrom(grades))),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.grades(sessionId) }),
  })
}

/** Asks for the sheet that Canvas exported, and saves it with the points of a session; resolves as exportSession does. */
export async function exportCanvas(sessionId: number): Promise<string> {
  const file = await chooseTable()
  if (!file) return ''
  if (await isWindow()) return ask(() => API.ExportCanvas(sessionId, file))
  const { ticket } = await ask(() => API.PrepareCanvas(sessionId, file))
  return download(`export?ticket=${ticket}`)
}
