import i18next from 'i18next'
import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { chooseLanguage, languageChoice, startLanguage } from './language'

const kept = new Map<string, string>()

beforeAll(() => {
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  vi.stubGlobal('navigator', { languages: ['fr-CA', 'en-US'] })
  vi.stubGlobal('document', { documentElement: { lang: '' } })
  startLanguage()
})
beforeEach(() => chooseLanguage('system'))

it('speaks the language of the system until another is chosen', () => {
  expect(languageChoice()).toBe('system')
  expect(document.documentElement.lang).toBe('fr')
  expect(i18next.t('cancel')).toBe('Annuler')
})

it('keeps what is chosen', async () => {
  await chooseLanguage('en')
  expect(languageChoice()).toBe('en')
  expect(document.documentElement.lang).toBe('en')
  expect(i18next.t('cancel')).toBe('Cancel')
})

it('groups the numbers of a sentence as the language does', async () => {
  expect(i18next.t('countRecords', { count: 4310 })).toMatch(/^4\s310 réponses$/)
  expect(i18next.t('countRecords', { count: 0 })).toBe('0 réponse')
  await chooseLanguage('en')
  expect(i18next.t('countRecords', { count: 4310 })).toBe('4,310 answers')
  expect(i18next.t('countRecords', { count: 1 })).toBe('1 answer')
})

it('leaves text as it is, even where it looks like a key of ours', () =>
  expect(i18next.t('desktop:about.copy', { what: '$t(cancel) <b>{{count}}</b>' })).toBe(
    'Copier\u202f: $t(cancel) <b>{{count}}</b>',
  ))
