import * as API from '../../wailsjs/go/api/API'
import { api } from '../../wailsjs/go/models'
import { ask } from './ask'
import type { RecordQuery, Selection } from './types'

const query = (asked: RecordQuery) => api.RecordQuery.createFrom(asked)

/** Returns the query for the newest records of a session. */
export function newestRecords(sessionId: number, limit: number): RecordQuery {
  return {
    sessionId,
    partIds: [],
    studentIds: [],
    sections: [],
    questions: [],
    types: [],
    verdicts: [],
    labels: [],
    text: '',
    name: '',
    since: '',
    until: '',
    sort: 'time',
    ascending: false,
    asOf: '',
    offset: 0,
    limit,
  }
}

/** The methods of the app that concern records and students. Each rejects with an ApiError. */
export const recordsClient = {
  pageOfRecords: (asked: RecordQuery) => ask(() => API.Records(query(asked))),
  /** The records that still exist, with the verdicts and groups that they have in a part; 0 for all parts. */
  recordsOf: (partId: number, ids: number[]) => ask(() => API.RecordsOf(partId, ids)),
  /** How many records match that came after asked.asOf. */
  newRecords: (asked: RecordQuery) => ask(() => API.NewRecords(query(asked))),
  recordFacets: (asked: RecordQuery) => ask(() => API.RecordFacets(query(asked))),
  /** For each filter in use, how many records there would be without it. */
  checkNamePattern: (pattern: string) => ask(() => API.CheckNamePattern(pattern)),
  noMatch: (asked: RecordQuery) => ask(() => API.NoMatch(query(asked))),
  deleteRecords: (selection: Selection) => ask(() => API.DeleteRecords(api.Selection.createFrom(selection))),
  /** Takes back a deletion of records or of a session. */
  undoDelete: (undoId: number) => ask(() => API.UndoDelete(undoId)),

  studentPath: (studentId: number) => ask(() => API.StudentPath(studentId)),
  mergeStudents: (into: number, ids: number[]) => ask(() => API.MergeStudents(into, ids)),
  unmergeStudent: (id: number) => ask(() => API.UnmergeStudent(id)),
  /** An empty name gives the student the notebook's own name back. */
  renameStudent: (id: number, name: string) => ask(() => API.RenameStudent(id, name)),
  /** Removes the students who have sent nothing; undoDelete takes it back. */
  removeSilentStudents: (sessionId: number) => ask(() => API.RemoveSilentStudents(sessionId)),
  setNamesHidden: (hidden: boolean) => ask(() => API.SetNamesHidden(hidden)),
}
