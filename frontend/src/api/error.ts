import { sayError } from '../words/errors'

/** The code of an error that came from the network and not from the app. */
export const UNREACHABLE = 'unreachable'

/** A refusal of the app, or its silence. `code` is stable, `message` is for the teacher, in her language. */
export class ApiError extends Error {
  readonly code: string

  /** `format` and `values` are the parts of the message, as the app sends them. */
  constructor(code: string, message: string, format?: string, values?: string[]) {
    super(sayError(message, format, values))
    this.name = 'ApiError'
    this.code = code
  }
}

/** An error as the app sends it. */
export interface WireError {
  code: string
  message: string
  format?: string
  values?: string[]
}

function isWireError(thrown: object): thrown is WireError {
  return 'message' in thrown && 'code' in thrown && typeof thrown.code === 'string'
}

/** Returns whatever was thrown as an ApiError; what carries no code gets `internal`. */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown
  if (typeof thrown !== 'object' || thrown === null) return new ApiError('internal', String(thrown))
  if (isWireError(thrown)) return new ApiError(thrown.code, thrown.message, thrown.format, thrown.values)
  return new ApiError('internal', 'message' in thrown ? String(thrown.message) : 'An unknown error.')
}
