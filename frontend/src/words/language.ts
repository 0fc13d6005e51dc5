import i18next, { type FormatterModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { formatCount, type HourCycle, setLocale } from '../lib/format'
import { english, type Language, languageOf, languages, resources } from './languages'

const LANGUAGE = 'npt.language'
const SYSTEM = 'system'

function systemLanguage(): Language {
  return navigator.languages.map(languageOf).find((known) => known !== undefined) ?? english
}

/** Returns the code of the language that the teacher chose last; `system` until then. */
export function languageChoice(): string {
  const kept = localStorage.getItem(LANGUAGE)
  return languages.find(({ code }) => code === kept)?.code ?? SYSTEM
}

function chosenLanguage(): Language {
  return languageOf(languageChoice()) ?? systemLanguage()
}

// Where the language does not say how hours are counted, the system's own habit holds.
function hoursOf({ hours }: Language): HourCycle {
  if (hours) return hours
  const { hourCycle } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions()
  return hourCycle === 'h11' || hourCycle === 'h12' ? 'h12' : 'h23'
}

// Times and numbers keep the habits of the system's region where it speaks the chosen language.
function localeOf({ code, tag }: Language): string {
  return navigator.languages.find((spoken) => spoken.startsWith(`${code}-`)) ?? tag
}

/**
 * Writes a value into a sentence. Every number is written as a count; what is no count is passed as text.
 * `{{name, phrase}}` takes its value from `phrases.json`, as it is where that does not have it.
 */
const values: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, format) => {
    if (typeof value === 'number') return formatCount(value)
    return format === 'phrase' ? say('phrases', value as string, value as string) : (value as string)
  },
}

/** A value that the app sends for a sentence. */
export interface Param {
  name: string
  value: string
}

/** Returns values as i18next takes them: the `count`, which chooses the plural form, as a number. */
export function valuesOf(params: Param[]): Record<string, string | number> {
  return Object.fromEntries(
    params.map(({ name, value }) => [name, name === 'count' ? Number(value) : value] as const),
  )
}

/** i18next for keys that the compiler cannot know. */
interface Untyped {
  exists: (key: string, options: object) => boolean
  t: (key: string, options: object) => string
}

/**
 * Returns the words of a key that comes from the app: the format of an error, the code of a notice, part of a finding;
 * `otherwise` where neither the language of the interface nor English has it.
 */
export function say(
  feature: 'errors' | 'findings' | 'notices' | 'phrases',
  key: string,
  otherwise: string,
  values: Record<string, string | number> = {},
): string {
  const words = i18next as Untyped
  const options = { ...values, ns: feature, keySeparator: feature === 'findings' && '.', nsSeparator: false }
  return words.exists(key, options) ? words.t(key, options) : otherwise
}

function putInForce(language: Language): void {
  document.documentElement.lang = language.code
  setLocale(localeOf(language), hoursOf(language))
}

/** Chooses a language by its code, or that of the `system`, for now and for the next start. */
export async function chooseLanguage(choice: string): Promise<void> {
  if (choice === SYSTEM) localStorage.removeItem(LANGUAGE)
  else localStorage.setItem(LANGUAGE, choice)
  const language = chosenLanguage()
  putInForce(language)
  await i18next.changeLanguage(language.code)
}

/** Readies the words of the interface in a language, by its code. */
export function startWords(code: string): void {
  void i18next
    .use(values)
    .use(initReactI18next)
    .init({
      lng: code,
      fallbackLng: english.code,
      resources,
      defaultNS: 'common',
      // React escapes what it writes.
      interpolation: { escapeValue: false, alwaysFormat: true },
      initAsync: false,
    })
}

/** Starts the interface's words in the language in force. Call it once, before anything is drawn. */
export function startLanguage(): void {
  const language = chosenLanguage()
  putInForce(language)
  startWords(language.code)
}
