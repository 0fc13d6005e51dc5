import { useState } from 'react'

/** What was typed into forms that were left without saving, by the form and what it is about. */
const drafts = new Map<string, unknown>()

interface Draft<T> {
  value: T
  set: (value: T) => void
  /** Forgets what was typed: it was saved, or given up on purpose. */
  forget: () => void
}

/** Returns what is kept of a form, by its name; what it begins with if nothing is. */
export function keptDraft<T>(name: string, initial: T): T {
  return drafts.has(name) ? (drafts.get(name) as T) : initial
}

export function keepDraft(name: string, value: unknown): void {
  drafts.set(name, value)
}

export function forgetDraft(name: string): void {
  drafts.delete(name)
}

/**
 * Returns the state of a form, which outlives it: a key or a click that closes the form throws nothing away, and what was
 * typed is there when it opens again. `name` says which form it is, and about what.
 */
export function useDraft<T>(name: string, initial: T): Draft<T> {
  // Until something is typed it is what the form begins with, also where that comes to be known only now.
  const [held, hold] = useState<{ name: string; value: T }>()
  return {
    value: held?.name === name ? held.value : keptDraft(name, initial),
    set: (next) => {
      keepDraft(name, next)
      hold({ name, value: next })
    },
    forget: () => forgetDraft(name),
  }
}
