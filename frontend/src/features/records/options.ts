import type { Part, Question, RecordFilter, Student } from '../../api/types'

/** Something that the records can be narrowed to. */
export interface Option {
  id: string
  label: string
  count: number
  filter: RecordFilter
}

export interface OptionGroup {
  name: string
  options: Option[]
}

/** So many of a group are offered at once; typing finds the others. */
const OFFERED = 30

function matching(options: Option[], words: string): Option[] {
  const sought = words.trim().toLowerCase()
  const found = options.filter(({ label }) => label.toLowerCase().includes(sought))
  // What begins with the words is meant more often than what merely contains them: 2 before 12.
  const begins = ({ label }: Option) => (label.toLowerCase().startsWith(sought) ? 0 : 1)
  return found.sort((a, b) => begins(a) - begins(b)).slice(0, OFFERED)
}

/** Returns what fits the words, by groups; parts only where there are several. */
export function optionGroups(
  students: Student[],
  questions: Question[],
  parts: Part[],
  words: string,
): OptionGroup[] {
  const groups = [
    {
      name: 'Questions',
      options: questions.map(({ label, students: count }) => ({
        id: `question ${label}`,
        label,
        count,
        filter: { question: label },
      })),
    },
    {
      name: 'Students',
      options: students.map(({ id, display, records }) => ({
        id: `student ${id}`,
        label: display,
        count: records,
        filter: { studentId: id },
      })),
    },
    {
      name: 'Parts',
      options: (parts.length > 1 ? parts : []).map(({ id, name, records }) => ({
        id: `part ${id}`,
        label: name,
        count: records,
        filter: { partId: id },
      })),
    },
  ]
  return groups
    .map(({ name, options }) => ({ name, options: matching(options, words) }))
    .filter(({ options }) => options.length > 0)
}
