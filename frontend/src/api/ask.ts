import { toApiError } from './error'
import { making } from './making'
import type { Plain } from './types'

/** Asks the app; rejects with an ApiError. In a browser the app stops reading for the answer once signal is aborted. */
export async function ask<T>(question: () => Promise<T>, signal?: AbortSignal): Promise<Plain<T>> {
  try {
    return (await making(signal, question)) as Plain<T>
  } catch (thrown) {
    throw toApiError(thrown)
  }
}
