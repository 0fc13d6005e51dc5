import { searchKey } from '../../../lib/searchKey'
import { type Filter, type TimeChoice, timeName, verdicts } from '../route/route'

/** The kinds of filters in the order of the menu; the text has a field of its own. */
export const kinds = ['verdict', 'label', 'question', 'student', 'section', 'type', 'part', 'time'] as const
export type Kind = (typeof kinds)[number]

/** A value that the records can be filtered by. */
export interface Option {
  kind: Kind
  /** Identifies the option among those of its kind. */
  value: string
  label: string
  /** How many records it would show; undefined if not counted. */
  records: number | undefined
}

/** The choices of time that are offered, apart from a range that the teacher types. */
export const times: TimeChoice[] = [
  { kind: 'last', minutes: 5 },
  { kind: 'last', minutes: 15 },
  { kind: 'last', minutes: 60 },
  { kind: 'opened' },
]

/** How many options of a kind are offered at once, among all kinds and alone; typing finds the others. */
const OFFERED = 30
const OFFERED_ALONE = 200

/** The options of a kind that are offered, and how many more match. */
export interface Matches {
  matches: Option[]
  left: number
}

/** Returns the options that match the words; those that begin with them come first: 2 before 12. */
export function matching(options: Option[], words: string, isAlone: boolean): Matches {
  const sought = searchKey(words)
  const found = options.filter(({ label }) => searchKey(label).includes(sought))
  const rank = ({ label }: Option) => (searchKey(label).startsWith(sought) ? 0 : 1)
  const most = isAlone ? OFFERED_ALONE : OFFERED
  const matches = found.sort((a, b) => rank(a) - rank(b)).slice(0, most)
  return { matches, left: found.length - matches.length }
}

/** Returns the values of one kind that a filter holds, as options write them. */
export function valuesOf(filter: Filter, kind: Kind): string[] {
  switch (kind) {
    case 'question':
      return filter.questions
    case 'verdict':
      return filter.verdicts
    case 'label':
      return filter.labels
    case 'student':
      return filter.students.map(String)
    case 'section':
      return filter.sections
    case 'type':
      return filter.types
    case 'part':
      return filter.parts.map(String)
    case 'time':
      return filter.time ? [timeName(filter.time)] : []
  }
}

/** Returns the filter without the values of one kind. */
export function without(filter: Filter, kind: Kind | 'text' | 'name'): Filter {
  switch (kind) {
    case 'question':
      return { ...filter, questions: [] }
    case 'verdict':
      return { ...filter, verdicts: [] }
    case 'label':
      return { ...filter, labels: [] }
    case 'student':
      return { ...filter, students: [] }
    case 'section':
      return { ...filter, sections: [] }
    case 'type':
      return { ...filter, types: [] }
    case 'part':
      return { ...filter, parts: [] }
    case 'time':
      return { ...filter, time: undefined }
    case 'text':
      return { ...filter, text: '' }
    case 'name':
      return { ...filter, name: '' }
  }
}

function toggled<Value>(values: Value[], value: Value): Value[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
}

/** Returns the filter with an option added, or removed if the filter has it. */
export function toggleOption(filter: Filter, { kind, value }: Pick<Option, 'kind' | 'value'>): Filter {
  switch (kind) {
    case 'question':
      return { ...filter, questions: toggled(filter.questions, value) }
    case 'verdict': {
      const chosen = toggled<string>(filter.verdicts, value)
      return { ...filter, verdicts: verdicts.filter((verdict) => chosen.includes(verdict)) }
    }
    case 'label':
      return { ...filter, labels: toggled(filter.labels, value) }
    case 'student':
      return { ...filter, students: toggled(filter.students, Number(value)) }
    case 'section':
      return { ...filter, sections: toggled(filter.sections, value) }
    case 'type':
      return { ...filter, types: toggled(filter.types, value) }
    case 'part':
      return { ...filter, parts: toggled(filter.parts, Number(value)) }
    case 'time': {
      const time = times.find((choice) => timeName(choice) === value)
      const isOn = filter.time !== undefined && timeName(filter.time) === value
      return { ...filter, time: isOn ? undefined : time }
    }
  }
}
