import i18next from 'i18next'
import type words from '../../words/en/answer.json'

/** The key of the words for a reason. */
export type BrokenKey = `broken.${keyof (typeof words)['broken']}`

/**
 * Returns the key of the words for what is wrong with a payload, and the values that they need. The app says it as a
 * code with the values as a query behind it: `cutShort?n=5`.
 */
export function brokenWords(broken: string): { key: BrokenKey; values: Record<string, string> } {
  const [code = '', query = ''] = broken.split('?', 2)
  return { key: `broken.${code}` as BrokenKey, values: Object.fromEntries(new URLSearchParams(query)) }
}

/** Returns what is wrong with a payload, in the language of the interface; a code without words as it is. */
export function sayBroken(broken: string): string {
  const { key, values } = brokenWords(broken)
  if (!i18next.exists(`answer:${key}`)) return broken
  return i18next.getFixedT(null, 'answer')(key, { defaultValue: broken, ...values })
}
