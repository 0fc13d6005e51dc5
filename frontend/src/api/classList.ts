import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import * as API from '../../wailsjs/go/api/API'
import { api } from '../../wailsjs/go/models'
import { limits } from '../lib/limits'
import { ask } from './ask'
import { isWindow } from './desktop'
import { ApiError } from './error'
import { keys } from './keys'
import type { TableColumns, TableFile } from './types'

/** Returns the class list, with who of it is in a session; 0 for none. */
export function useClassList(sessionId: number) {
  return useQuery({
    queryKey: keys.classList(sessionId),
    queryFn: () => ask(() => API.ClassList(sessionId)),
  })
}

/** Lets the teacher choose a file in a browser. Resolves to undefined after a change of mind. */
function chosenFile(): Promise<File | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = '.csv,.xlsx,.txt,.tsv'
    input.onchange = () => resolve(input.files?.[0])
    input.oncancel = () => resolve(undefined)
    input.click()
  })
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  const piece = 0x8000 // as many arguments as a call may have
  for (let at = 0; at < bytes.length; at += piece)
    text += String.fromCharCode(...bytes.subarray(at, at + piece))
  return btoa(text)
}

/** Lets the teacher choose a CSV or XLSX. Resolves to undefined after a change of mind; rejects with an ApiError. */
export async function chooseTable(): Promise<TableFile | undefined> {
  if (await isWindow()) {
    const table = await ask(() => API.OpenTable())
    return table.name === '' ? undefined : table
  }
  const file = await chosenFile()
  if (!file) return undefined
  if (file.size > limits.MaxTable) {
    const megabytes = String(limits.MaxTable >> 20)
    const format = 'The file is larger than %d MB: keep the columns with names and identifiers only.'
    throw new ApiError('too_large', format.replace('%d', megabytes), format, [megabytes])
  }
  return { name: file.name, data: await base64Of(file) }
}

/** Returns what an import of a file would do. */
export function usePreview(file: TableFile, columns: TableColumns) {
  return useQuery({
    queryKey: keys.classListPreview(file.name, file.data.length, columns),
    queryFn: () => ask(() => API.PreviewClassList(file, api.TableColumns.createFrom(columns))),
    placeholderData: (before) => before,
    gcTime: 0,
  })
}

function useChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['session'] }),
  })
}

export const useImportClassList = () =>
  useChange(
    ({ file, columns, removeMissing }: { file: TableFile; columns: TableColumns; removeMissing: boolean }) =>
      ask(() => API.ImportClassList(file, api.TableColumns.createFrom(columns), removeMissing)),
  )

export const useClearClassList = () => useChange(() => ask(() => API.ClearClassList()))

export const useUndoClassList = () => useChange((undoId: number) => ask(() => API.UndoClassList(undoId)))

/** Says which person a student of a session is; 0 for nobody on the list. */
export const useMatchStudent = (sessionId: number) =>
  useChange(({ studentId, personId }: { studentId: number; personId: number }) =>
    ask(() => API.MatchStudent(sessionId, studentId, personId)),
  )
