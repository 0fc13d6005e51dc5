import type { Resource, ResourceLanguage } from 'i18next'
import type { HourCycle } from '../lib/format'
import ownOfEnglish from './en/language.json'

/** A language that the interface speaks: a folder beside this file. */
export interface Language {
  /** The name of its folder, a BCP 47 tag as short as can be: `fr`, `pt-BR`. */
  code: string
  /** What it calls itself: `Français`. */
  name: string
  /** The tag by which numbers and times are written where the system names no region for the language: `fr-FR`. */
  tag: string
  /** How its speakers count the hours of a day, where that is the same everywhere. */
  hours?: HourCycle
  /** Whether it has all words, which a test then holds; where it has not, English stands in. */
  complete?: boolean
}

interface Words {
  [key: string]: string | Words
}

const files = import.meta.glob<Words>(['./*/*.json', '!./*/language.json'], {
  eager: true,
  import: 'default',
})
const own = import.meta.glob<Omit<Language, 'code'>>(['./*/language.json', '!./en/*'], {
  eager: true,
  import: 'default',
})

const others = Object.entries(own).map(([path, language]) => ({
  code: path.split('/')[1] ?? '',
  ...language,
}))

/** The language whose words stand where another has none. */
export const english: Language = { code: 'en', ...ownOfEnglish }

/** The languages that have a folder, English first. */
export const languages: Language[] = [english, ...others]

/** Returns the language of a BCP 47 tag, or of the longest beginning of it that has one; undefined if none has. */
export function languageOf(tag: string): Language | undefined {
  const found = languages.find(({ code }) => code.toLowerCase() === tag.toLowerCase())
  return found ?? (tag.includes('-') ? languageOf(tag.replace(/-[^-]*$/, '')) : undefined)
}

/**
 * Returns words with the plural forms that their language has and they have not, as their `_other`. i18next would
 * take English for those: French counts a million as `many`.
 */
function withEveryForm(words: Words, code: string): Words {
  const all: Words = {}
  for (const [key, value] of Object.entries(words)) {
    all[key] = typeof value === 'string' ? value : withEveryForm(value, code)
    const [, base] = /^(.+)_other$/.exec(key) ?? []
    if (base === undefined) continue
    const type = base.endsWith('_ordinal') ? 'ordinal' : 'cardinal'
    for (const form of new Intl.PluralRules(code, { type }).resolvedOptions().pluralCategories) {
      all[`${base}_${form}`] ??= words[`${base}_${form}`] ?? value
    }
  }
  return all
}

function resourcesOf({ code }: Language): ResourceLanguage {
  const ours = Object.entries(files).filter(([path]) => path.startsWith(`./${code}/`))
  return Object.fromEntries(
    ours.map(([path, words]) => [path.replace(/^.*\/|\.json$/g, ''), withEveryForm(words, code)]),
  )
}

/** All words: by language, feature (the name of the file) and key. */
export const resources: Resource = Object.fromEntries(
  languages.map((language) => [language.code, resourcesOf(language)]),
)
