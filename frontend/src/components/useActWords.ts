import { useTranslation } from 'react-i18next'
import type { Act } from '../api/types'
import { formatList } from '../lib/format'
import { useStudentName } from './StudentName'

/** What is told of an act, or of one that came after somebody else's. */
type Told = Pick<Act, 'method' | 'question' | 'value'> & { students?: Act['students'] }

/** The words for each method: where it gave something, and where it took something away. */
export const actWords = {
  MarkVisited: ['did.visited', 'did.unvisited'],
  MarkGroup: ['did.right', 'did.unmarked'],
  LabelGroup: ['did.label', 'did.unlabelled'],
  SetHint: ['did.hint', 'did.unhinted'],
  SendMessage: ['did.messageAll', 'did.messageAll'],
  SendMessageTo: ['did.message', 'did.message'],
  MergeStudents: ['did.merged', 'did.merged'],
  UnmergeStudent: ['did.unmerged', 'did.unmerged'],
  TakeHelp: ['did.took', 'did.took'],
  ReturnHelp: ['did.returned', 'did.returned'],
  PauseHelp: ['did.paused', 'did.resumed'],
} as const

const isKnown = (method: string): method is keyof typeof actWords => method in actWords

/** Returns a function that says what somebody did. */
export function useActWords(): (act: Told) => string {
  const { t } = useTranslation('team')
  const nameOf = useStudentName()
  return ({ method, question, value, students = [] }) => {
    if (!isKnown(method)) return t('did.other')
    const student = students.length === 0 ? t('someone') : formatList(students.map(nameOf))
    if (method === 'MarkGroup' && value === 'wrong') return t('did.wrong', { question })
    const [given, taken] = actWords[method]
    return t(value === '' || value === 'false' ? taken : given, { student, question, value })
  }
}
