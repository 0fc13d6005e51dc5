import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSetNamesHidden } from '../api/mutations'
import { useAskStatus } from '../api/queries'
import { notifyDone } from './notify'
import { useNamesHidden } from './StudentName'

/** The second press, which shows names while a projector page is open, must come within this time. */
const PATIENCE_MS = 6000

/**
 * Returns a function that hides the students' names, or shows them again. While a projector page is open, it shows them
 * only if it is called twice: the class may be looking at this screen, too.
 */
export function useToggleNames(): () => void {
  const { t } = useTranslation('shell')
  const askStatus = useAskStatus()
  const areHidden = useNamesHidden()
  const setHidden = useSetNamesHidden()
  const askedAt = useRef(-Infinity)
  const presses = useRef(0)
  // Only the newest press is told of: the answer to one may come after the next, and would replace its line.
  const set = (hidden: boolean) => {
    const press = presses.current
    askedAt.current = -Infinity
    setHidden.mutate(hidden, {
      onSuccess: () =>
        press === presses.current && notifyDone(t(hidden ? 'names.areHidden' : 'names.areShown')),
    })
  }
  // Asked now, for what the page knows may be older than the window that was opened a moment ago.
  const show = async () => {
    const isAsked = Date.now() - askedAt.current < PATIENCE_MS
    const { projectors } = await askStatus().catch(() => ({ projectors: 0 })) // to show them will fail, and be told
    if (isAsked || projectors === 0) {
      set(false)
    } else {
      askedAt.current = Date.now()
      notifyDone(t('names.again'))
    }
  }
  return () => {
    presses.current++
    if (areHidden) void show()
    else set(true)
  }
}
