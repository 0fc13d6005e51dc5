import i18next from 'i18next'
import french from './fr/errors'

/**
 * Returns what the app refused in the language of the interface, by the format of its English and the values
 * written into that; `english` where there are no words for it.
 */
export function sayError(english: string, format = english, values: string[] = []): string {
  if (i18next.language !== 'fr') return english
  const words = french[format]
  if (words === undefined) return english
  return words.replace(/\{(\d)\}/g, (_, i: string) => {
    const value = values[Number(i)] ?? ''
    return french[value] ?? value
  })
}
