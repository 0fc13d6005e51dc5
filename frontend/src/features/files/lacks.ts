import type { SessionFiles, StudentFiles } from '../../api/types'

/** Of whom the list shows: all, those who lack a file, those who did not hand in. */
export const lacks = ['all', 'files', 'notebook'] as const
export type Lack = (typeof lacks)[number]

/** Returns the students who lack something, in their order. */
export function studentsWho({ students, files }: SessionFiles, lack: Lack): StudentFiles[] {
  switch (lack) {
    case 'all':
      return students
    case 'files':
      return students.filter(({ fetched }) => fetched < files.length)
    case 'notebook':
      return students.filter(({ handIns }) => handIns.length === 0)
  }
}
