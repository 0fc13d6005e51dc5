import type { AnswerGroup } from '../../api/types'

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

/** Returns the key of the sentence that says why a group has its verdict; undefined if it has no verdict. */
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

/** Returns the key of the words for a hint on a group; undefined for a code without words. */
export function hintKey(code: string): `note.${Finding}` | undefined {
  const finding = FINDINGS.find((one) => one === code)
  return finding && `note.${finding}`
}
