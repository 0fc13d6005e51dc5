import type { AnswerGroup } from '../../api/types'

/** What the reason of a verdict is told by: of a group, or of one record. */
export type Judged = Pick<AnswerGroup, 'marked' | 'verdict' | 'reason'>

const RULES = ['exact', 'tolerance', 'oneof', 'pattern', 'record', 'outputs'] as const
const FINDINGS = ['shape', 'order', 'transposed'] as const
const NOTES = [...FINDINGS, 'costly'] as const
const DOUBTS = ['incomplete', 'incompleteNear', 'incompleteReference', 'costly', 'long', 'inputs'] as const

type Rule = (typeof RULES)[number]
type Finding = (typeof FINDINGS)[number]
type Doubt = (typeof DOUBTS)[number]

/** The key of the sentence that says why a group has its verdict, or none. */
export type ReasonKey =
  | 'youMarkedRight'
  | 'youMarkedWrong'
  | 'mixed'
  | `because.right.${Rule | 'other'}`
  | `because.wrong.${Rule | Finding | 'other'}`
  | `notBecause.${Doubt}`

function known<T extends string>(all: readonly T[], code: string): T | 'other' {
  return all.find((one) => one === code) ?? 'other'
}

/** Returns why a group is not judged although there is something to judge by; undefined if nothing is said. */
export function doubtOf({ marked, verdict, reason }: Judged): Doubt | undefined {
  return marked === '' && verdict === '' ? DOUBTS.find((one) => one === reason.code) : undefined
}

/** Returns the key of the sentence that says why a group has its verdict, or none; undefined if nothing is said. */
export function reasonKey(group: Judged): ReasonKey | undefined {
  const { marked, verdict, reason } = group
  if (marked === 'right') return 'youMarkedRight'
  if (marked === 'wrong') return 'youMarkedWrong'
  switch (verdict) {
    case 'mixed':
      return 'mixed'
    case 'right':
      return `because.right.${known(RULES, reason.code)}`
    case 'wrong':
      return `because.wrong.${known([...RULES, ...FINDINGS], reason.code)}`
    default: {
      const doubt = doubtOf(group)
      return doubt && `notBecause.${doubt}`
    }
  }
}

/** Returns the key of the words for a hint on a group; undefined for a code without words. */
export function hintKey(code: string): `note.${(typeof NOTES)[number]}` | undefined {
  const note = NOTES.find((one) => one === code)
  return note && `note.${note}`
}
