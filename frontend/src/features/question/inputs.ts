import type { Check, Inputs, QuestionPage } from '../../api/types'
import type { Tried } from '../../components/judging/useGroupActions'
import { kindOf } from '../../components/answer/kinds/registry'

/** How long the calls of one function may take together, in seconds, to choose from. */
export const SECONDS = [1, 2, 5] as const

const LONGEST = 5

/** Returns the seconds that are chosen: of another number the next. */
export function secondsOf({ seconds }: Inputs): number {
  return SECONDS.find((one) => one >= seconds) ?? LONGEST
}

/** Returns whether inputs make sense: functions were sent, or nothing yet, or there are inputs. */
export function isForFunctions({ groups, inputs }: Pick<QuestionPage, 'groups' | 'inputs'>): boolean {
  return groups.length === 0 || inputs.lines !== '' || groups.some(({ type }) => isFunction(type))
}

const isFunction = (type: string) => kindOf(type).equivalence.words === 'alikeCode'

const linesIn = (text: string) => text.split('\n').filter((line) => line.trim() !== '')

/** Returns whether two inputs say the same. */
export function isSameInputs(a: Inputs, b: Inputs): boolean {
  const same = (x: string, y: string) => linesIn(x).join('\n') === linesIn(y).join('\n')
  return same(a.lines, b.lines) && same(a.outputs, b.outputs) && a.seconds === b.seconds
}

/** Returns how many rows both fields have, so that an input and its output stand beside each other. */
export function rowsOf({ lines, outputs }: Inputs): number {
  const most = Math.max(lines.split('\n').length, outputs.split('\n').length)
  return Math.min(12, Math.max(3, most + 1))
}

/**
 * Returns the rule that goes with inputs: who types outputs and has no rule wants functions judged by them, and without
 * outputs nothing is judged by them.
 */
export function triedAfter(before: Tried, inputs: Inputs, none: Check): Tried {
  const { check } = before
  const hasOutputs = linesIn(inputs.outputs).length > 0
  if (hasOutputs && check.kind === '') return { inputs, check: { ...none, kind: 'outputs' } }
  if (!hasOutputs && check.kind === 'outputs') return { inputs, check: none }
  return { inputs, check }
}
