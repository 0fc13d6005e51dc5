import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { noteEdit } from './changes'
import { client } from './client'
import { keys } from './keys'
import { newestRecords } from './recordsClient'
import type { RecordQuery, Selection } from './types'

/** Returns the newest records of a session, at most limit. */
export function useNewestRecords(sessionId: number, limit: number) {
  return useQuery({
    queryKey: keys.newestRecords(sessionId, limit),
    queryFn: () => client.pageOfRecords(newestRecords(sessionId, limit)),
  })
}

/** Returns what the menus of the filters offer; not asked for while no menu is open. */
export function useRecordFacets(query: RecordQuery, isWanted = true) {
  return useQuery({
    queryKey: keys.recordFacets(query),
    queryFn: () => client.recordFacets(query),
    enabled: isWanted,
    placeholderData: keepPreviousData,
  })
}

/** Returns how many records there would be without each filter. */
export function useNoMatch(query: RecordQuery, isWanted = true) {
  return useQuery({ queryKey: keys.noMatch(query), queryFn: () => client.noMatch(query), enabled: isWanted })
}

/** Returns a student's way through the questions of a session. */
export function useStudentPath(sessionId: number, studentId: number) {
  return useQuery({
    queryKey: keys.studentPath(sessionId, studentId),
    queryFn: () => client.studentPath(studentId),
    placeholderData: keepPreviousData,
  })
}

/** Returns a mutation after which all that is known of sessions and records is asked anew. */
function useRecordChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () => {
      noteEdit()
      return Promise.all(
        [keys.status, keys.sessions, ['session']].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      )
    },
  })
}

/** Deletes the chosen records; its data says until when that can be taken back. */
export const useDeleteRecords = () =>
  useRecordChange((selection: Selection) => client.deleteRecords(selection))

/** Takes back a deletion of records or of a session, by the id of its Undo. */
export const useUndoDelete = () => useRecordChange((undoId: number) => client.undoDelete(undoId))

/** Makes the records of other students count for one. */
export const useMergeStudents = () =>
  useRecordChange(({ into, ids }: { into: number; ids: number[] }) => client.mergeStudents(into, ids))

/** Takes a merged student out again; of a student into whom others were merged, all of them. */
export const useUnmergeStudent = () => useRecordChange((id: number) => client.unmergeStudent(id))

/** Gives a student another name; an empty one gives the notebook's own back. */
export const useRenameStudent = () =>
  useRecordChange(({ id, name }: { id: number; name: string }) => client.renameStudent(id, name))

/** Hides the names of students everywhere, or shows them. */
export const useSetNamesHidden = () => useRecordChange((hidden: boolean) => client.setNamesHidden(hidden))
