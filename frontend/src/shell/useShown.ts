import type { Notice } from '../api/types'
import { useDismissed } from '../lib/preferences'

/** Returns the notices that were not dismissed for good. */
export function useShown(notices: Notice[]): Notice[] {
  const dismissed = useDismissed()
  return notices.filter(({ code }) => !dismissed.includes(code))
}
