import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { setClockAhead } from '../lib/clock'
import { client } from './client'
import { keys } from './keys'
import type { Question, RecordView, Session, SessionFacts, Status } from './types'

const IMAGE_CACHE_MS = 60_000

async function askStatus(): Promise<Status> {
  const status = await client.status()
  setClockAhead(status.clockAhead)
  return status
}

const statusOptions = queryOptions({ queryKey: keys.status, queryFn: askStatus })

/** Asks for what every page needs first, so that the answer comes while React is still being started. */
export function askAhead(queryClient: QueryClient): void {
  queryClient.query(statusOptions).catch(() => undefined) // who shows it asks again and says what is wrong
}

/** Returns a function that asks the app for its status now, whatever the page knew. */
export function useAskStatus(): () => Promise<Status> {
  const queryClient = useQueryClient()
  return () => queryClient.query({ ...statusOptions, staleTime: 0 })
}

/** Returns what the shell shows on every tab. */
export function useStatus() {
  return useQuery(statusOptions)
}

/** Returns the owner's sessions, newest first. */
export function useSessions() {
  return useQuery({ queryKey: keys.sessions, queryFn: client.sessions })
}

/** Returns the session that every tab shows; undefined while unknown or where there is none. */
export function useCurrentSession(): Session | undefined {
  const { data: status } = useStatus()
  const { data: sessions } = useSessions()
  return sessions?.find((session) => session.id === status?.currentSession)
}

function factsOf(sessions: readonly Session[]): SessionFacts[] {
  return sessions.map(
    ({
      id,
      owner,
      name,
      description,
      open,
      createdAt,
      openedAt,
      closedAt,
      demo,
      listed,
      feedback,
      parts,
    }) => ({
      id,
      owner,
      name,
      description,
      open,
      createdAt,
      openedAt,
      closedAt,
      demo,
      listed,
      feedback,
      parts: parts.map((part) => ({ id: part.id, name: part.name, number: part.number })),
    }),
  )
}

/** Returns the facts of the owner's sessions, newest first; the same objects while no fact changes. */
export function useSessionFacts() {
  return useQuery({ queryKey: keys.sessions, queryFn: client.sessions, select: factsOf })
}

/** Returns the facts of the session that every tab shows; undefined while unknown or where there is none. */
export function useCurrentFacts(): SessionFacts | undefined {
  const { data: status } = useStatus()
  const { data: sessions } = useSessionFacts()
  return sessions?.find((session) => session.id === status?.currentSession)
}

/**
 * Returns what is read of a session; undefined while it is unknown. Who shows what records change is drawn anew only
 * when that changes.
 */
export function useSessionValue<T extends string | number | boolean>(
  sessionId: number,
  read: (session: Session) => T,
): T | undefined {
  const select = (sessions: readonly Session[]) => {
    const session = sessions.find(({ id }) => id === sessionId)
    return session && read(session)
  }
  return useQuery({ queryKey: keys.sessions, queryFn: client.sessions, select }).data
}

/** Returns the first cell's code of a session. */
export function useFirstCell({ id, name, owner }: SessionFacts) {
  const { data: status } = useStatus()
  return useQuery({
    queryKey: keys.firstCell(id, name, owner, status?.addresses[0], status?.hostName),
    queryFn: () => client.firstCell(id),
    placeholderData: keepPreviousData,
  })
}

/** Returns the students seen in a session; they are not asked for while not wanted, as they may be thousands. */
export function useStudents(sessionId: number, isWanted = true) {
  return useQuery({
    queryKey: keys.students(sessionId),
    queryFn: () => client.students(sessionId),
    enabled: isWanted,
  })
}

/** Returns the questions of a session in their natural order. */
export function useQuestions(sessionId: number, isWanted = true) {
  return useQuery({
    queryKey: keys.questions(sessionId),
    queryFn: () => client.questions(sessionId),
    enabled: isWanted,
  })
}

const titlesOf = (questions: Question[]) =>
  new Map(questions.flatMap(({ label, title }) => (title === '' ? [] : [[label, title] as const])))

const noTitles: ReadonlyMap<string, string> = new Map()

/** Returns the titles of a session's questions by their labels; without those that have no title. */
export function useQuestionTitles(sessionId: number, isWanted = true): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: keys.questions(sessionId),
    queryFn: () => client.questions(sessionId),
    enabled: isWanted,
    select: titlesOf,
  })
  return data ?? noTitles
}

/** Returns what is asked for a record's whole answer: which sending it is, and how long it is kept. */
export function answerOptions({ id, receivedAt }: Pick<RecordView, 'id' | 'receivedAt'>) {
  return queryOptions({
    queryKey: keys.answer(id, receivedAt),
    queryFn: () => client.answer(id),
    staleTime: Infinity,
    gcTime: IMAGE_CACHE_MS,
  })
}

/** Returns the whole answer of a record; while a newer sending loads, the one before it. */
export function useAnswer(record: Pick<RecordView, 'id' | 'receivedAt'>, isWanted = true) {
  return useQuery({
    ...answerOptions(record),
    enabled: isWanted,
    placeholderData: (previous) => (previous?.record.id === record.id ? previous : undefined),
  })
}
