import type { Call } from '../../api/types'

/** Longer values are cut: the line says in what a function differs, the code above says all. */
const SHOWN = 60

/** Returns how a function is called: by the name that its code gives it, else by f. */
export function callOf(code: string, input: string): string {
  const name = /^\s*(?:async\s+)?def\s+(\w+)/mu.exec(code)?.[1] ?? 'f'
  return shortened(input === '()' || input === '' ? `${name}()` : `${name}(${input})`)
}

/** Returns what came of a call in one line; undefined if nothing came in time. */
export function cameOf({ came, late }: Call): string | undefined {
  return late ? undefined : shortened(came.trim().split('\n')[0] ?? '')
}

function shortened(text: string): string {
  const letters = Array.from(text)
  return letters.length > SHOWN ? `${letters.slice(0, SHOWN).join('')}…` : text
}

/** What stands for values in a sentence until it is translated. */
export const PLACES = { call: '\uE000', mine: '\uE001', most: '\uE002' } as const

/** Returns a sentence in pieces: its words, and the values at their places, which are code. */
export function pieces(sentence: string, values: Record<keyof typeof PLACES, string>) {
  const at = new Map(Object.entries(PLACES).map(([name, place]) => [place, name as keyof typeof PLACES]))
  return sentence
    .split(/([\uE000-\uE002])/u)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const name = at.get(piece as (typeof PLACES)[keyof typeof PLACES])
      return name === undefined ? { text: piece, isCode: false } : { text: values[name], isCode: true }
    })
}
