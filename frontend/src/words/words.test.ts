import { describe, expect, it } from 'vitest'
import { english, languages } from './languages'

interface Tree {
  [key: string]: string | Tree
}

const files = import.meta.glob<Tree>('./*/*.json', { eager: true, import: 'default' })

/** Returns the words of a language by `feature:key`, language.json left out. */
function wordsOf(code: string): Map<string, string> {
  const leaves = (tree: Tree, path: string): [string, string][] =>
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[path + key, value]] : leaves(value, `${path}${key}.`),
    )
  const ours = Object.entries(files).filter(([path]) => path.startsWith(`./${code}/`))
  return new Map(
    ours.flatMap(([path, tree]) => {
      const feature = path.replace(/^.*\/|\.json$/g, '')
      return feature === 'language' ? [] : leaves(tree, `${feature}:`)
    }),
  )
}

const inEnglish = wordsOf(english.code)
const plural = /^(.+?)_((?:ordinal_)?(?:zero|one|two|few|many|other))$/

/** Returns a key without the ending of a plural form, where it is one: where there is an `_other` beside it. */
function baseOf(key: string, words: Map<string, string>): string {
  const [, base = key] = plural.exec(key) ?? []
  return words.has(`${base}_other`) || words.has(`${base}_ordinal_other`) ? base : key
}

/** Returns the forms that a language needs for counts up to a thousand; a rarer one falls back to `_other`. */
function formsOf(code: string, type: Intl.PluralRuleType): Set<string> {
  const rules = new Intl.PluralRules(code, { type })
  const forms = Array.from({ length: 1001 }, (_, n) => rules.select(n))
  return new Set([...forms, 'other'])
}

/** Returns the keys that a language must have: those of English, with its own plural forms. */
function keysFor(code: string): string[] {
  return [...inEnglish.keys()].flatMap((key) => {
    const base = baseOf(key, inEnglish)
    if (base === key) return [key]
    if (key.endsWith('_ordinal_other'))
      return [...formsOf(code, 'ordinal')].map((f) => `${base}_ordinal_${f}`)
    if (key.endsWith('_other')) return [...formsOf(code, 'cardinal')].map((form) => `${base}_${form}`)
    return key.endsWith('_zero') ? [key] : []
  })
}

/** Values stand in double braces, elements (components/Sentence) in single ones. */
const placeholders = (text = '') => new Set([...text.matchAll(/{+\s*\w+[^}]*}+/g)].map(([found]) => found))

describe('the languages', () => {
  it('are found, English first', () => expect(languages[0]?.code).toBe(english.code))
  it.each(languages)('$code is a language, and says what it is called', ({ code, name, tag }) => {
    expect(Intl.getCanonicalLocales([code, tag])).toEqual([code, tag])
    expect(new Intl.Locale(tag).language).toBe(new Intl.Locale(code).language)
    expect(name).not.toBe('')
  })
})

describe.each(languages.filter(({ code }) => code !== english.code))('$name', ({ code, name, complete }) => {
  const words = wordsOf(code)
  const wanted = new Set(keysFor(code))

  it('has all words, or says that it has not', (context) => {
    const missing = [...wanted].filter((key) => !words.has(key))
    if (complete) expect(missing).toEqual([])
    else if (missing.length === 0) expect.fail(`${name} has all words: say so in its language.json`)
    else
      void context.annotate(
        `${name} lacks ${String(missing.length)} of ${String(wanted.size)} words: ${missing.slice(0, 20).join(', ')} …`,
      )
  })

  it('has no words that English has not, and no plural form that is not its own', () =>
    expect([...words.keys()].filter((key) => !wanted.has(key))).toEqual([]))

  it.each([...words])('%s names the values that English names', (key, text) => {
    const base = baseOf(key, words)
    const counterpart =
      inEnglish.get(key) ?? inEnglish.get(`${base}_other`) ?? inEnglish.get(`${base}_ordinal_other`)
    expect(placeholders(text)).toEqual(placeholders(counterpart))
  })
})

/** What a French text gets wrong between words and signs: each sign with its narrow no-break space, and only that. */
const badSpacing =
  /[^\u202f\d:][;?!»](?=[\s.,)]|$)|(?<!\u202f)(?<![\d:]):(?=\s|$)|«(?!\u202f)|[ \u00a0][;:?!»](?=\s|$)/

it.each([...wordsOf('fr')])('%s has French spacing', (_key, text) => {
  expect(text.replace(/{{.*?}}|`[^`]*`|https?:\/\/\S+/g, 'x')).not.toMatch(badSpacing)
})

/** Words that were given up for one meaning each: build/docs/glossary.md. */
const givenUp: Record<string, RegExp> = {
  en: /\b(anew|let go|not judged|stands? (here|in|alone)|goes by|records? (is|are|was|were)|by themselves|may be left out)\b/i,
  fr: /séance[^.;:]{0,20} en cours|semblables ensemble|\bvus?, jamais|\bélèves?\b|enregistrements? (reçu|envoyé)/i,
}

describe.each(languages)('what $name says', ({ code }) => {
  // The English of errors is the program's own, and its phrases are parts of that.
  const ofProgram = code === english.code ? /^(errors|phrases):/ : /^$/
  const texts = [...wordsOf(code)].filter(([key]) => !ofProgram.test(key))

  it('has no word that was given up', () =>
    expect(texts.filter(([, text]) => givenUp[code]?.test(text))).toEqual([]))

  it('has the apostrophes of print', () =>
    expect(texts.filter(([, text]) => /\p{L}'\p{L}/u.test(text.replace(/`[^`]*`/g, '')))).toEqual([]))
})
