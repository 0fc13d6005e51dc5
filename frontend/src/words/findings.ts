import { say, type Param, valuesOf } from './language'

interface Finding {
  code: string
  /** Which of the code's words, where it has several. */
  variant: string
  params: Param[]
}

/** Returns what a finding of the network doctor says in the language of the interface: what is so, and what it means. */
export function sayFinding({ code, variant, params }: Finding): { title: string; meaning: string } {
  const values = { ...valuesOf(params), context: variant }
  const part = (name: string) => say('findings', `${code}.${name}`, code, values)
  return { title: part('title'), meaning: part('meaning') }
}

/** Returns what the teacher can do, by the code of a step. */
export function sayStep(code: string): string {
  return say('findings', `steps.${code}`, code)
}
