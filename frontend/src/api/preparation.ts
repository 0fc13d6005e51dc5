import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import * as API from '../../wailsjs/go/api/API'
import { api } from '../../wailsjs/go/models'
import { ask } from './ask'
import { useJudgementChange } from './questions'
import { saveText } from './client'
import { isWindow } from './desktop'
import { keys } from './keys'
import { chosenFile, textOf } from './notebook'
import type { NotebookFinding, Preparation, PreparationStep, Relabel, WrittenNotebook } from './types'

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
export async function writePreparation(id: string, sessionId: number): Promise<WrittenNotebook> {
  if (await isWindow()) return ask(() => API.WritePreparation(id, sessionId))
  const { name, text } = await ask(() => API.PreparationText(id, sessionId))
  saveText(name, text)
  return { path: name, name, size: new Blob([text]).size, isInput: false }
}

/** Writes a notebook over the file that was read. */
export const overwriteNotebook = (id: string, sessionId: number) =>
  ask(() => API.OverwriteNotebook(id, sessionId))

/** Shows the folder in which a notebook was written. */
export const showWritten = (id: string) => ask(() => API.ShowWritten(id))

/** Returns what of a session can follow the new numbers of a notebook. */
export function useFollowing({ id, steps }: Preparation, sessionId: number) {
  return useQuery({
    queryKey: keys.following(sessionId, id, steps),
    queryFn: () => ask(() => API.Following(id, sessionId)),
    enabled: sessionId !== 0,
  })
}

/** Gives questions of a session other labels: all that is kept of them follows, or nothing does. */
export const useRelabel = (sessionId: number) =>
  useJudgementChange(sessionId, (labels: Relabel[]) =>
    ask(() =>
      API.RelabelQuestions(
        sessionId,
        labels.map((label) => api.Relabel.createFrom(label)),
      ),
    ),
  )

/** Returns the questions that a notebook sends, with their titles. */
export function usePreparationQuestions({ id, steps }: Preparation) {
  return useQuery({
    queryKey: keys.preparation(id, 'questions', steps),
    queryFn: () => ask(() => API.PreparationQuestions(id)),
  })
}

/** Returns which notebooks of a session have another version than the one that was prepared last. */
export function useDrift(sessionId: number, isWanted: boolean) {
  return useQuery({
    queryKey: keys.drift(sessionId),
    queryFn: () => ask(() => API.Drift(sessionId)),
    enabled: isWanted,
  })
}

/** Notes which version of a notebook was loaded for a session; nothing if that is empty. */
export const noteNotebook = (sessionId: number, version: string) =>
  ask(() => API.NoteNotebook(sessionId, version))
