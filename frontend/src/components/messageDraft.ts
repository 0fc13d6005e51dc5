import { useState, useSyncExternalStore } from 'react'
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

/** A message that is sent once more, as it was or changed. */
export interface Earlier {
  id: number
  message: MessageText
  /** Whether the earlier one is taken back. */
  isCorrected: boolean
}

/**
 * Returns the message that is written to some students of a session, to all if they are left out; it begins as an earlier
 * one, if that is sent once more, or as what is suggested. Where it is written may be closed: the text is there when it opens again, until it is
 * sent or thrown away.
 */
export function useDraft(
  sessionId: number,
  studentIds?: readonly number[],
  earlier?: Earlier,
  suggested = '',
) {
  const to = `${sessionId} ${studentIds?.join(' ') ?? 'all'} ${earlier?.id ?? ''}`
  const [initial] = useState<MessageText>(earlier?.message ?? { ...empty, text: suggested })
  const message = useSyncExternalStore(subscribe, () => drafts.get(to) ?? initial)
  return {
    message,
    setMessage: (next: MessageText) => keep(to, next),
    forget: () => keep(to, undefined),
  }
}
