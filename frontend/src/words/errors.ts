import { say } from './language'

/**
 * Returns what the app refused in the language of the interface, by the format of its English and the values
 * written into that; `english` where there are no words for it.
 */
export function sayError(english: string, format = english, values: string[] = []): string {
  return say('errors', format, english, Object.fromEntries(values.entries()))
}
