import type { ReactNode } from 'react'
import { showNotice } from '../lib/notices'

const DONE_MS = 4000
const PROBLEM_MS = 12_000

/** Says that something was done. */
export function notifyDone(message: ReactNode): void {
  showNotice({ message, tone: 'done' }, DONE_MS)
}

/** Says that something failed, long enough to be read. */
export function notifyError(thrown: unknown): void {
  showNotice(
    { message: thrown instanceof Error ? thrown.message : String(thrown), tone: 'problem' },
    PROBLEM_MS,
  )
}
