import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import * as API from '../../wailsjs/go/api/API'
import { api } from '../../wailsjs/go/models'
import { ask } from './ask'
import { saveText } from './client'
import { isWindow } from './desktop'
import { keys } from './keys'
import { chosenFile, textOf } from './notebook'
import type { NotebookFinding, Preparation, PreparationStep, WrittenNotebook } from './types'

/** Lets the teacher choose a notebook to prepare; undefined after a change of mind. Rejects with an ApiError. */
export async function choosePreparation(): Promise<Preparation | undefined> {
  if (!(await isWindow())) {
    const file = await chosenFile()
    return file && prepareFile(file)
  }
  const chosen = await ask(() => API.PrepareNotebook())
  return chosen.id === '' ? undefined : chosen
}

/** Prepares a notebook whose file was chosen in a browser, or dropped on the page. Rejects with an ApiError. */
export async function prepareFile(file: File): Promise<Preparation> {
  const text = await textOf(file)
  return ask(() => API.PrepareText(file.name, text))
}

const optionsOf = (id: string) =>
  queryOptions({ queryKey: keys.preparation(id), queryFn: () => ask(() => API.Preparation(id)) })

/** Returns a notebook that is being prepared; the error says that it is not open any more. */
export const usePreparation = (id: string) => useQuery(optionsOf(id))

/** Returns what will go wrong with a notebook in the class of a session; in any if that is 0. */
export function useNotebookFindings({ id, steps }: Preparation, sessionId: number) {
  return useQuery<NotebookFinding[]>({
    queryKey: keys.preparation(id, 'findings', steps, sessionId),
    queryFn: () => ask(() => API.CheckPreparation(id, sessionId)),
    placeholderData: (before) => before,
  })
}

/** Returns what becomes of the labels of a notebook if they are counted from a number. */
export function useRenumbering({ id, steps }: Preparation, start: number) {
  return useQuery({
    queryKey: keys.preparation(id, 'numbers', steps, start),
    queryFn: () => ask(() => API.Renumbering(id, start)),
    placeholderData: (before) => before,
  })
}

/** Returns mutations that take a step, and take the last one back. */
export function useSteps(id: string) {
  const queries = useQueryClient()
  const onSuccess = (now: Preparation) => queries.setQueryData(optionsOf(id).queryKey, now)
  const scope = { id: `preparation-${id}` }
  return {
    take: useMutation({
      mutationFn: (step: Partial<PreparationStep>) =>
        ask(() => API.TakeStep(id, api.PreparationStep.createFrom({ ...nothing, ...step }))),
      onSuccess,
      scope,
    }),
    undo: useMutation({ mutationFn: () => ask(() => API.UndoStep(id)), onSuccess, scope }),
  }
}

const nothing = { do: '', sessionId: 0, session: '', form: '', address: '', start: 1, replacement: '' }

/**
 * Writes a notebook where the teacher says; in a browser it is downloaded. Nothing is written if the path is empty, or if
 * it is the file that was read.
 */
export async function writePreparation(id: string): Promise<WrittenNotebook> {
  if (await isWindow()) return ask(() => API.WritePreparation(id))
  const { name, text } = await ask(() => API.PreparationText(id))
  saveText(name, text)
  return { path: name, name, size: new Blob([text]).size, isInput: false }
}

/** Writes a notebook over the file that was read. */
export const overwriteNotebook = (id: string) => ask(() => API.OverwriteNotebook(id))

/** Shows the folder in which a notebook was written. */
export const showWritten = (id: string) => ask(() => API.ShowWritten(id))
