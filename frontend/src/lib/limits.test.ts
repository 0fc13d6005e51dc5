import { expect, it } from 'vitest'
import { limits } from './limits'

const sources = import.meta.glob<string>(['../../../{app,backend}/**/*.go', '!**/*_test.go'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** Returns the value of a Go number such as `1_000` or `16 << 20`. */
function valueOf(expression: string): number {
  const [base = '', shift = '0'] = expression.split('<<')
  return Number(base.replaceAll('_', '')) * 2 ** Number(shift)
}

/** Returns the values of all constants of a name in the Go source. */
function constants(name: string): number[] {
  const defined = new RegExp(
    `^\\s*(?:const )?${name}(?: \\w+)? *= *([\\d_]+(?: *<< *\\d+)?)\\s*(?://.*)?$`,
    'gm',
  )
  return Object.values(sources).flatMap((source) =>
    [...source.matchAll(defined)].map(([, expression = '']) => valueOf(expression)),
  )
}

it.each(Object.entries(limits))('%s is %d in the Go source, too', (name, value) =>
  expect(
    constants(name),
    `src/lib/limits.ts repeats the Go constant ${name}. If it has another value or name now, change limits.ts.`,
  ).toEqual([value]),
)
