import type { Changed, ProjectionQuery, QuestionQuery, RecordQuery } from './types'

/** The names under which answers of the app are kept. What belongs to one session starts with it. */
export const keys = {
  status: ['status'] as const,
  sessions: ['sessions'] as const,
  /** Named by how notebooks reach the app, so that the doctor looks again when that changes. */
  doctor: (...reachedBy: unknown[]) => ['doctor', ...reachedBy] as const,
  interfaces: (...reachedBy: unknown[]) => ['interfaces', ...reachedBy] as const,
  /** Named by all that a first cell is made of, so that it never changes under one key. */
  firstCell: (...madeOf: unknown[]) => ['firstCell', ...madeOf] as const,
  ofSession: (sessionId: number) => ['session', sessionId] as const,
  newestRecords: (sessionId: number, limit: number) =>
    ['session', sessionId, 'lists', 'newest', limit] as const,
  recordFacets: (query: RecordQuery) => ['session', query.sessionId, 'lists', 'facets', query] as const,
  noMatch: (query: RecordQuery) => ['session', query.sessionId, 'lists', 'noMatch', query] as const,
  studentPath: (sessionId: number, studentId: number) =>
    ['session', sessionId, 'lists', 'path', studentId] as const,
  /** Records by their ids, with their verdicts and groups; see RecordsOf. */
  recordsOf: (sessionId: number, partId: number, ids: readonly number[]) =>
    ['session', sessionId, 'lists', 'records', partId, ids] as const,
  /** All that shows records with their verdicts, labels and groups. */
  lists: (sessionId: number) => ['session', sessionId, 'lists'] as const,
  students: (sessionId: number) => ['session', sessionId, 'students'] as const,
  /** Who is in the class: further answers of the same students leave it as it is. */
  people: (sessionId: number) => ['session', sessionId, 'people'] as const,
  classList: (sessionId: number) => ['session', sessionId, 'people', 'classList'] as const,
  sections: (sessionId: number) => ['session', sessionId, 'people', 'sections'] as const,
  waiting: (sessionId: number) => ['session', sessionId, 'people', 'waiting'] as const,
  grades: (sessionId: number) => ['session', sessionId, 'students', 'grades'] as const,
  classListPreview: (...of: unknown[]) => ['classListPreview', ...of] as const,
  questions: (sessionId: number) => ['session', sessionId, 'lists', 'questions'] as const,
  dashboard: (sessionId: number, partId: number) => ['session', sessionId, 'assessment', partId] as const,
  question: ({ sessionId, partId, question }: QuestionQuery) =>
    ['session', sessionId, 'assessment', partId, question] as const,
  projection: ({ sessionId, ...shown }: ProjectionQuery) =>
    ['session', sessionId, 'assessment', 'projection', shown] as const,
  helpOf: (sessionId: number, studentId: number) =>
    ['session', sessionId, 'assessment', 'help', studentId] as const,
  messages: (sessionId: number) => ['session', sessionId, 'messages'] as const,
  files: (sessionId: number) => ['session', sessionId, 'files'] as const,
  lastReplies: (sessionId: number) => ['session', sessionId, 'assessment', 'replies'] as const,
  /** All that is counted, grouped or judged of a session. */
  assessment: (sessionId: number) => ['session', sessionId, 'assessment'] as const,
  /** What of a session can follow the new numbers of a notebook. */
  following: (sessionId: number, ...of: unknown[]) =>
    ['session', sessionId, 'assessment', 'following', ...of] as const,
  /** Which notebooks have another version than the one prepared last: asked anew with the status. */
  drift: (sessionId: number) => ['status', 'drift', sessionId] as const,
  /** Who takes part beside the teacher: asked anew with the status. */
  team: ['status', 'team'] as const,
  /** The apps of others in this network, and the class of one of them that this app takes part in. */
  colleagues: ['colleagues'] as const,
  colleagueLink: ['colleagueLink'] as const,
  /** A notebook that is being prepared, and what is known of it after so many steps. */
  preparation: (id: string, ...after: unknown[]) => ['preparation', id, ...after] as const,
  namePattern: (pattern: string) => ['namePattern', pattern] as const,
  thresholds: ['thresholds'] as const,
  backups: ['backups'] as const,
  retention: ['retention'] as const,
  eraseChoice: (studentId: number) => ['eraseChoice', studentId] as const,
  /** An answer never changes under one key: each sending has its own time of receipt. */
  answer: (recordId: number, receivedAt: string) => ['answer', recordId, receivedAt] as const,
  thumbnail: (recordId: number, receivedAt: string) => ['thumbnail', recordId, receivedAt] as const,
}

/** Returns whether a key holds what records change little, so that it is live enough once a second. */
export function isUnhurried([room, , kind, name]: readonly unknown[]): boolean {
  if (room !== 'session') return room === 'sessions'
  return (
    kind === 'students' || kind === 'people' || kind === 'files' || (kind === 'lists' && name === 'questions')
  )
}

const ofASession = ['records', 'answers', 'sessions', 'assessment', 'graded', 'messages', 'files']

/** Returns the beginnings of the keys that an event makes stale: those of every session where it names none. */
export function staleKeys({ kinds, sessions }: Changed): (readonly unknown[])[] {
  const stale: (readonly unknown[])[] = []
  if (kinds.some((kind) => ofASession.includes(kind))) {
    if (sessions.length === 0) stale.push(['session'])
    for (const id of sessions) stale.push(...staleOfSession(id, kinds))
  }
  if (kinds.includes('assessment') && sessions.length === 0) stale.push(keys.thresholds)
  if (['records', 'answers', 'sessions'].some((kind) => kinds.includes(kind))) stale.push(keys.sessions)
  if (kinds.includes('sessions') || kinds.includes('status')) stale.push(keys.status)
  return stale
}

function staleOfSession(id: number, kinds: readonly string[]): (readonly unknown[])[] {
  if (kinds.includes('records')) return [keys.ofSession(id)]
  const isOne = (...of: string[]) => of.some((kind) => kinds.includes(kind))
  return [
    // Whether a session is open changes what its dashboard says.
    ...(isOne('assessment', 'sessions', 'answers') ? [keys.assessment(id)] : []),
    ...(isOne('assessment', 'graded', 'answers') ? [keys.lists(id)] : []),
    ...(isOne('files') ? [keys.files(id)] : []),
    ...(isOne('messages') ? [keys.messages(id)] : []),
    // Who hands in or shows a message may have come just now.
    ...(isOne('files', 'messages', 'answers') ? [keys.students(id)] : []),
    // Whether a session is open changes who waits for help.
    ...(isOne('files', 'messages', 'assessment', 'sessions') ? [keys.people(id)] : []),
  ]
}
