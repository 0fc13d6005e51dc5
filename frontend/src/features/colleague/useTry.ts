import { useState } from 'react'
import { toApiError } from '../../api/error'

/** Returns what tries something one at a time and keeps why it failed, which is shown where it was tried. */
export function useTry() {
  const [error, setError] = useState<Error>()
  const [isBusy, setBusy] = useState(false)
  const start = (attempt: () => Promise<void>) => {
    setBusy(true)
    setError(undefined)
    attempt()
      .catch((thrown: unknown) => setError(toApiError(thrown)))
      .finally(() => setBusy(false))
  }
  return { error, isBusy, start }
}
