import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { noteEdit } from './changes'
import { client } from './client'
import { toApiError } from './error'
import { keys } from './keys'
import { newestRecords } from './recordsClient'
import type { RecordQuery } from './types'

/** Returns the newest records of a session, at most limit. */
export function useNewestRecords(sessionId: number, limit: number) {
  return useQuery({
    queryKey: keys.newestRecords(sessionId, limit),
    queryFn: () => client.pageOfRecords(newestRecords(sessionId, limit)),
  })
}

/** Returns a record with its verdict and its group within a part, 0 for all parts; undefined while unknown or gone. */
export function useRecord(sessionId: number, partId: number, id: number, isWanted = true) {
  return useQuery({
    queryKey: keys.recordsOf(sessionId, partId, [id]),
    queryFn: () => client.recordsOf(partId, [id]),
    select: ([record]) => record,
    enabled: isWanted,
  })
}

/** Returns the values that the filters offer, with their counts; asks only if isWanted. */
export function useRecordFacets(query: RecordQuery, isWanted = true) {
  return useQuery({
    queryKey: keys.recordFacets(query),
    queryFn: () => client.recordFacets(query),
    enabled: isWanted,
    placeholderData: keepPreviousData,
  })
}

/** Returns what is wrong with a pattern for names; undefined if nothing is, or while that is not known. */
export function useNamePatternProblem(pattern: string): string | undefined {
  const { error } = useQuery({
    queryKey: keys.namePattern(pattern),
    queryFn: async () => {
      await client.checkNamePattern(pattern)
      return true
    },
    enabled: pattern !== '',
    staleTime: Infinity,
    retry: false,
  })
  return error && toApiError(error).code === 'bad_field' ? error.message : undefined
}

/** Returns the values that all records of a session have, with their counts; asks only if isWanted. */
export function useSessionFacets(sessionId: number, isWanted: boolean) {
  const none = {
    partIds: [],
    studentIds: [],
    sections: [],
    questions: [],
    verdicts: [],
    labels: [],
    types: [],
  }
  const whole = { text: '', name: '', since: '', until: '', asOf: '', offset: 0, limit: 0, ascending: false }
  return useRecordFacets({ sessionId, ...none, ...whole, sort: 'time' }, isWanted)
}

/** Returns how many records there would be if one filter were dropped, for each filter. */
export function useNoMatch(query: RecordQuery) {
  return useQuery({ queryKey: keys.noMatch(query), queryFn: () => client.noMatch(query) })
}

/** Returns a student's path through the questions of a session. */
export function useStudentPath(sessionId: number, studentId: number) {
  return useQuery({
    queryKey: keys.studentPath(sessionId, studentId),
    queryFn: () => client.studentPath(studentId),
    placeholderData: keepPreviousData,
  })
}

/**
 * Undoes a deletion of records or of a session, by the id of its Undo. Then it asks again for all that the page knows
 * of sessions and records.
 */
export function useUndoDelete() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (undoId: number) => client.undoDelete(undoId),
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
