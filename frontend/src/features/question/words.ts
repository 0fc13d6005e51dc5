import type { AnswerGroup, Preview } from '../../api/types'
import { sayBroken } from '../../components/answer/broken'

const RULES = ['exact', 'tolerance', 'oneof', 'pattern', 'record'] as const
const FINDINGS = ['shape', 'order', 'transposed'] as const

type Rule = (typeof RULES)[number]
type Finding = (typeof FINDINGS)[number]

/** The key of the sentence that says why a group has its verdict. */
export type ReasonKey =
  | 'youMarkedRight'
  | 'youMarkedWrong'
  | 'mixed'
  | `because.right.${Rule | 'other'}`
  | `because.wrong.${Rule | Finding | 'other'}`

function known<T extends string>(all: readonly T[], code: string): T | 'other' {
  return all.find((one) => one === code) ?? 'other'
}

/** Returns the sentence that says why a group has its verdict; undefined where it has none. */
export function reasonKey({ marked, verdict, reason }: AnswerGroup): ReasonKey | undefined {
  if (marked === 'right') return 'youMarkedRight'
  if (marked === 'wrong') return 'youMarkedWrong'
  switch (verdict) {
    case 'mixed':
      return 'mixed'
    case 'right':
      return `because.right.${known(RULES, reason.code)}`
    case 'wrong':
      return `because.wrong.${known([...RULES, ...FINDINGS], reason.code)}`
    default:
      return undefined
  }
}

/** Returns what is worth a note on a group by a code of the app; undefined for a code that has no words. */
export function noteKey(code: string): `note.${Finding}` | undefined {
  const finding = FINDINGS.find((one) => one === code)
  return finding && `note.${finding}`
}

const SPOKEN = 80

/** Returns an answer in a line of plain text, for who hears the page; empty where it is no text. */
export function spokenAnswer({ text, rows, broken }: Preview): string {
  const said = (broken !== '' && sayBroken(broken)) || text || rows.map((row) => row.join(' ')).join('; ')
  const line = said.replace(/\s+/g, ' ').trim()
  return line.length > SPOKEN ? `${line.slice(0, SPOKEN)} …` : line
}

/** Returns where the records of a group are in the Records tab, one of them opened. */
export function recordsPlace(question: string, partId: number, studentIds: number[], recordId = 0): string {
  const search = new URLSearchParams()
  for (const id of studentIds) search.append('student', String(id))
  search.append('question', question)
  if (partId !== 0) search.append('part', String(partId))
  if (recordId !== 0) search.append('record', String(recordId))
  return `/records?${search.toString()}`
}

/** So many answers are compared at most, and at least. */
export const MOST_COMPARED = 4
export const LEAST_COMPARED = 2

/** Returns where the answers that stand for some groups are compared: side by side in the gallery of the Records tab. */
export function comparePlace(question: string, partId: number, groups: AnswerGroup[]): string {
  const search = new URLSearchParams({ question })
  if (partId !== 0) search.append('part', String(partId))
  for (const { recordId, members } of groups) {
    const member = members.find((one) => one.recordId === recordId)
    if (member) search.append('student', String(member.student.id))
    search.append('compare', String(recordId))
  }
  return `/records/gallery?${search.toString()}`
}
