import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import * as API from '../../wailsjs/go/api/API'
import { ask } from './ask'
import { download } from './transfers'
import { isWindow } from './desktop'
import { toApiError } from './error'
import { keys } from './keys'

/** Returns what a session hands out, who has it, and what was handed in. */
export function useFiles(sessionId: number) {
  return useQuery({ queryKey: keys.files(sessionId), queryFn: () => ask(() => API.Files(sessionId)) })
}

/** Lets the teacher choose files in a browser; none after a change of mind. */
function chosenFiles(): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    input.onchange = () => resolve([...(input.files ?? [])])
    input.oncancel = () => resolve([])
    input.click()
  })
}

/** Sends a file to the app as it is: it may be larger than what a call takes. */
async function attach(sessionId: number, file: File): Promise<void> {
  const query = new URLSearchParams({ session: String(sessionId), name: file.name })
  const response = await fetch(`attach?${query.toString()}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-npt-file' },
    body: file,
  })
  if (!response.ok) throw toApiError(await response.json())
}

interface Attachment {
  sessionId: number
  /** The files that were dropped; undefined to let the teacher choose some. */
  dropped: File[] | undefined
}

/** Adds files to what a session hands out; resolves to how many. */
async function attachFiles({ sessionId, dropped }: Attachment): Promise<number> {
  if (!dropped && (await isWindow())) return ask(() => API.AttachFiles(sessionId))
  const files = dropped ?? (await chosenFiles())
  for (const file of files) await attach(sessionId, file)
  return files.length
}

/** Adds files to what a session hands out. */
export function useAttachFiles() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: attachFiles,
    // Those before one that is refused are there.
    onSettled: (_count, _error, { sessionId }) =>
      queryClient.invalidateQueries({ queryKey: keys.files(sessionId) }),
  })
}

/** Ends that a session hands out a file. */
export function useDetachFile(sessionId: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => ask(() => API.DetachFile(id)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.files(sessionId) }),
  })
}

/** Opens the folder with the last notebook of each student; resolves to its path. */
export function openHandIns(sessionId: number): Promise<string> {
  return ask(() => API.OpenHandIns(sessionId))
}

/**
 * Saves the last notebook of each student as a ZIP. Resolves to the path of the file, or '' where the teacher cancelled
 * or a browser took over the download.
 */
export async function saveHandIns(sessionId: number): Promise<string> {
  if (await isWindow()) return ask(() => API.SaveHandIns(sessionId))
  return download(`hand-ins?session=${sessionId}`)
}
