import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSetNamesHidden } from '../api/mutations'
import { useStatus } from '../api/queries'
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
  const { data: status } = useStatus()
  const areHidden = useNamesHidden()
  const setHidden = useSetNamesHidden()
  const askedAt = useRef(-Infinity)
  return () => {
    const isAsked = Date.now() - askedAt.current < PATIENCE_MS
    if (areHidden && (status?.projectors ?? 0) > 0 && !isAsked) {
      askedAt.current = Date.now()
      notifyDone(t('names.again'))
      return
    }
    askedAt.current = -Infinity
    setHidden.mutate(!areHidden, {
      onSuccess: () => notifyDone(t(areHidden ? 'names.areShown' : 'names.areHidden')),
    })
  }
}
