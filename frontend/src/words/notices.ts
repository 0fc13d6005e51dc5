import i18next from 'i18next'
import french from './fr/notices'

interface Notice {
  code: string
  /** What it says in English. */
  message: string
  params: { name: string; value: string }[]
}

/** Returns what a notice of the app says, in the language of the interface; in English where that has no words. */
export function sayNotice({ code, message, params }: Notice): string {
  const words = i18next.language === 'fr' ? french[code] : undefined
  if (words === undefined) return message
  return params.reduce((text, { name, value }) => text.replaceAll(`{${name}}`, () => value), words)
}
