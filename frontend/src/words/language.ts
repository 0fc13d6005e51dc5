import i18next, { type FormatterModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { formatCount, type HourCycle, setLocale } from '../lib/format'
import en from './en/all'
import fr from './fr/all'

const LANGUAGE = 'npt.language'

/** A language that the interface speaks. */
export type Language = 'en' | 'fr'

/** What the teacher chose: a language, or that of the system. */
export type LanguageChoice = Language | 'system'

function systemLanguage(): Language {
  const first = navigator.languages.find((tag) => /^(en|fr)\b/.test(tag))
  return first?.startsWith('fr') ? 'fr' : 'en'
}

/** Returns what the teacher chose last; the system's language until then. */
export function languageChoice(): LanguageChoice {
  const kept = localStorage.getItem(LANGUAGE)
  return kept === 'en' || kept === 'fr' ? kept : 'system'
}

// French counts to 24 everywhere; in English the system's own habit holds.
function hoursOf(language: Language): HourCycle {
  if (language === 'fr') return 'h23'
  const { hourCycle } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions()
  return hourCycle === 'h11' || hourCycle === 'h12' ? 'h12' : 'h23'
}

// Times and numbers keep the habits of the system's region where it speaks the chosen language.
function localeOf(language: Language): string {
  const fallback = { en: 'en-GB', fr: 'fr-FR' }
  return navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? fallback[language]
}

// Every number that a sentence takes is written as a count; what is no count is passed as text.
const counts: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown) => (typeof value === 'number' ? formatCount(value) : (value as string)),
}

function putInForce(language: Language): void {
  document.documentElement.lang = language
  setLocale(localeOf(language), hoursOf(language))
}

/** Chooses the language, now and for the next start. */
export async function chooseLanguage(choice: LanguageChoice): Promise<void> {
  if (choice === 'system') localStorage.removeItem(LANGUAGE)
  else localStorage.setItem(LANGUAGE, choice)
  const language = choice === 'system' ? systemLanguage() : choice
  putInForce(language)
  await i18next.changeLanguage(language)
}

/** Starts the interface's words in the language in force. To be called once, before anything is drawn. */
export function startLanguage(): void {
  const choice = languageChoice()
  const language = choice === 'system' ? systemLanguage() : choice
  putInForce(language)
  void i18next
    .use(counts)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'en',
      resources: { en, fr },
      defaultNS: 'common',
      // React escapes what it writes.
      interpolation: { escapeValue: false, alwaysFormat: true },
      initAsync: false,
    })
}
