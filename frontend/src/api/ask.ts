import { toApiError } from './error'
import type { Plain } from './types'

/** Asks the app; rejects with an ApiError. */
export async function ask<T>(question: () => Promise<T>): Promise<Plain<T>> {
  try {
    return (await question()) as Plain<T>
  } catch (thrown) {
    throw toApiError(thrown)
  }
}
