import type { Session } from '../../../api/types'

/** Reports whether records of a session came from more than one part, so that the part says something. */
export function hasSeveralParts({ parts }: { parts: Pick<Session['parts'][number], 'records'>[] }): boolean {
  return parts.filter(({ records }) => records > 0).length > 1
}
