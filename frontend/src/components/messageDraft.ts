import { useSyncExternalStore } from 'react'
import type { MessageText } from '../api/messageTypes'

const empty: MessageText = { type: 'info', title: '', text: '', code: '' }

const drafts = new Map<string, MessageText>()
const listeners = new Set<() => void>()

function keep(to: string, message: MessageText | undefined): void {
  if (message) drafts.set(to, message)
  else drafts.delete(to)
  for (const tell of listeners) tell()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/**
 * Returns the message that is written to some students of a session, to all if they are left out. Where it is written may
 * be closed: the text is there when it opens again, until it is sent or thrown away.
 */
export function useDraft(sessionId: number, studentIds?: readonly number[]) {
  const to = `${sessionId} ${studentIds?.join(' ') ?? 'all'}`
  const message = useSyncExternalStore(subscribe, () => drafts.get(to) ?? empty)
  return {
    message,
    setMessage: (next: MessageText) => keep(to, next),
    forget: () => keep(to, undefined),
  }
}
