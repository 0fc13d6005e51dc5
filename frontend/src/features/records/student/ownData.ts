import type { Selection } from '../../../api/types'

/** Returns all records of one student, for a copy of what is kept about them. */
export function ownData(sessionId: number, studentId: number): Selection {
  return {
    all: true,
    ids: [],
    exceptIds: [],
    query: {
      sessionId,
      studentIds: [studentId],
      sections: [],
      partIds: [],
      questions: [],
      types: [],
      verdicts: [],
      labels: [],
      name: '',
      text: '',
      since: '',
      until: '',
      sort: 'time',
      ascending: true,
      asOf: '',
      offset: 0,
      limit: 0,
    },
  }
}
