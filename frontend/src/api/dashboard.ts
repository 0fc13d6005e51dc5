import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import * as API from '../../wailsjs/go/api/API'
import { api } from '../../wailsjs/go/models'
import { ask } from './ask'
import { completed } from './dashboardChanges'
import { keys } from './keys'
import type { MessageText } from './messageTypes'
import type { Dashboard, StudentRow, Thresholds } from './types'
import { limits } from '../lib/limits'
import { share } from '../lib/share'

/** What the grid knows of one student's answer to one question. */
export interface Cell {
  /** The question's place among the dashboard's questions. */
  question: number
  verdict: 'none' | 'right' | 'wrong'
  attempts: number
  /** Seconds from the dashboard's start to the receipt. */
  at: number
  recordId: number
}

const { CellWidth } = limits
const VERDICTS = ['none', 'right', 'wrong'] as const

/** Unpacks a row's cells: they cross the wire as numbers alone, as a room may have 18,000 of them. */
export function cellsOf({ cells }: Pick<StudentRow, 'cells'>): Cell[] {
  const list: Cell[] = []
  for (let i = 0; i + CellWidth <= cells.length; i += CellWidth) {
    const [question = 0, verdict = 0, attempts = 0, at = 0, recordId = 0] = cells.slice(i, i + CellWidth)
    list.push({ question, verdict: VERDICTS[verdict] ?? 'none', attempts, at, recordId })
  }
  return list
}

/** Returns all that the dashboard shows of a session; partId 0 means all parts. Only what changed is asked for. */
export function useDashboard(sessionId: number, partId = 0) {
  return useQuery({
    queryKey: keys.dashboard(sessionId, partId),
    queryFn: async ({ client, queryKey, signal }) => {
      const before = client.getQueryData<Dashboard>(queryKey)
      const answer = await ask(() => API.Dashboard(sessionId, partId, before?.version ?? ''), signal)
      return completed(before, answer)
    },
    placeholderData: keepPreviousData,
    structuralSharing: share,
  })
}

/** Returns who waits for help in a session, the longest wait first. */
export function useWaiting(sessionId: number | undefined) {
  return useQuery({
    queryKey: keys.waiting(sessionId ?? 0),
    queryFn: () => ask(() => API.Waiting(sessionId ?? 0)),
    enabled: sessionId !== undefined,
  })
}

/** Returns a student's requests for help, the newest first. */
export function useHelpOf(sessionId: number, studentId: number) {
  return useQuery({
    queryKey: keys.helpOf(sessionId, studentId),
    queryFn: () => ask(() => API.HelpOf(studentId)),
  })
}

/** Returns the texts that last answered requests for help, the newest first. */
export function useLastReplies(sessionId: number) {
  return useQuery({ queryKey: keys.lastReplies(sessionId), queryFn: () => ask(() => API.LastReplies()) })
}

/** Returns when a student needs attention. */
export function useThresholds() {
  return useQuery({ queryKey: keys.thresholds, queryFn: () => ask(() => API.Thresholds()) })
}

/** Sets when a student needs attention, in all sessions. */
export function useSetThresholds() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (thresholds: Thresholds) =>
      ask(() => API.SetThresholds(api.Thresholds.createFrom(thresholds))),
    onSuccess: (thresholds) => {
      queryClient.setQueryData(keys.thresholds, thresholds)
      return queryClient.invalidateQueries({ queryKey: ['session'] })
    },
  })
}

/** Notes that the teacher was with students, or takes that back. */
export function useMarkVisited(sessionId: number) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ studentIds, visited }: { studentIds: number[]; visited: boolean }) =>
      ask(() => API.MarkVisited(sessionId, studentIds, visited)),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: keys.assessment(sessionId) }),
  })
}

/** Returns what acts on the queue of a session: goes to students or back, and pauses it. */
export function useHelpQueue(sessionId: number) {
  const queryClient = useQueryClient()
  const onSettled = () => queryClient.invalidateQueries({ queryKey: keys.assessment(sessionId) })
  const take = useMutation({
    mutationFn: ({ studentIds, isTaken }: { studentIds: number[]; isTaken: boolean }) =>
      ask(() => (isTaken ? API.TakeHelp : API.ReturnHelp)(sessionId, studentIds)),
    onSettled,
  })
  const pause = useMutation({
    mutationFn: (isPaused: boolean) => ask(() => API.PauseHelp(sessionId, isPaused)),
    onSettled,
  })
  return { take: take.mutate, pause: pause.mutate }
}

/** A message to some students of a session. */
interface DirectMessage {
  sessionId: number
  studentIds: number[]
  message: MessageText
}

/** Sends a message to some students alone, which also answers their requests for help. */
export function useSendMessageTo() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ sessionId, studentIds, message }: DirectMessage) =>
      ask(() => API.SendMessageTo(sessionId, studentIds, api.MessageText.createFrom(message))),
    onSuccess: (_, { sessionId }) => queryClient.invalidateQueries({ queryKey: keys.assessment(sessionId) }),
  })
}
