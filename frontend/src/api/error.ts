/** The code of an error that came from the network and not from the app. */
export const UNREACHABLE = 'unreachable'

/** A refusal of the app, or its silence. `code` is stable, `message` is for the teacher. */
export class ApiError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'ApiError'
    this.code = code
  }
}

/** Returns whatever was thrown as an ApiError; what carries no code gets `internal`. */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) {
    const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : 'internal'
    return new ApiError(code, String(thrown.message))
  }
  return new ApiError('internal', String(thrown))
}
