import type { AnswerGroup, Check } from '../../api/types'
import { kindOf as kindOfAnswer } from '../../components/answer/kinds/registry'

/** The kinds of rules, in the order in which they are offered. */
export const ruleKinds = ['none', 'record', 'outputs', 'exact', 'tolerance', 'oneof', 'pattern'] as const
export type RuleKind = (typeof ruleKinds)[number]

/** Returns the kind of a rule as it is offered; a kind that is not known is none. */
export function kindOf({ kind }: Pick<Check, 'kind'>): RuleKind {
  return ruleKinds.find((known) => known === kind) ?? 'none'
}

/**
 * Returns the rules that can judge what was sent, all of them before the first answer: nobody can write down the picture
 * that is expected, only numbers have a tolerance, and functions have outputs if the teacher typed some. The rule that is
 * set stays.
 */
export function offeredRules(
  groups: Pick<AnswerGroup, 'type'>[],
  set: RuleKind,
  hasOutputs = false,
): RuleKind[] {
  const sent = groups.map(({ type }) => kindOfAnswer(type))
  const isWritable = sent.length === 0 || sent.some((kind) => kind.isWritable)
  const hasNumbers =
    sent.length === 0 || sent.some(({ equivalence }) => equivalence.options.includes('numbers'))
  return ruleKinds.filter((kind) => {
    if (kind === 'none' || kind === 'record' || kind === set) return true
    if (kind === 'outputs') return hasOutputs
    return kind === 'tolerance' ? hasNumbers : isWritable
  })
}

/** Returns whether a rule says enough to judge by. */
export function isComplete({ kind, expected, pattern }: Check): boolean {
  switch (kindOf({ kind })) {
    case 'exact':
    case 'tolerance':
      return (expected[0] ?? '').trim() !== ''
    case 'oneof':
      return expected.some((one) => one.trim() !== '')
    case 'pattern':
      return pattern !== ''
    default:
      return true
  }
}

/** A tolerance that forgives rounding and nothing else, until the teacher types one. */
const FIRST_RELATIVE = 1e-6

/** Returns a rule of another kind that keeps what was typed for the rule before, if it still makes sense. */
export function asKind(kind: RuleKind, before: Check): Check {
  const expected = before.expected.filter((one) => one.trim() !== '')
  const isTolerance = kind === 'tolerance'
  return {
    kind: kind === 'none' ? '' : kind,
    expected: kind === 'oneof' ? expected : isTolerance || kind === 'exact' ? expected.slice(0, 1) : [],
    relative: isTolerance ? before.relative || (before.absolute ? 0 : FIRST_RELATIVE) : 0,
    absolute: isTolerance ? before.absolute : 0,
    pattern: kind === 'pattern' ? before.pattern : '',
    recordId: 0,
  }
}
