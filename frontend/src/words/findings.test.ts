import i18next from 'i18next'
import { beforeEach, expect, it } from 'vitest'
import { sayFinding, sayStep } from './findings'
import { startWords } from './language'

beforeEach(() => startWords('fr'))

it('says what was found, with its values', async () => {
  const closed = {
    code: 'firewall_closed',
    variant: '',
    params: [
      { name: 'firewall', value: 'firewall_windows_private' },
      { name: 'port', value: '6780' },
    ],
  }
  expect(sayFinding(closed).title).toBe(
    'Le pare-feu Windows Defender, pour les réseaux privés, est actif et ne laisse pas entrer le port 6780',
  )
  await i18next.changeLanguage('en')
  expect(sayFinding(closed).title).toBe(
    'Windows Defender Firewall, for private networks, is on and does not let port 6780 in',
  )
})

it('takes the words of the variant, or those of the code', () => {
  const fine = sayFinding({ code: 'clock', variant: 'fine', params: [{ name: 'difference', value: '1.2s' }] })
  expect(fine.title).toBe('L’horloge concorde avec celle des notebooks')
  expect(fine.meaning).toBe('Les heures sont comparables.')
  const moved = { code: 'port_moved', variant: 'named', params: [] }
  expect(sayFinding(moved).meaning).toBe(sayFinding({ ...moved, variant: '' }).meaning)
})

it('counts computers', () => {
  const strangers = (count: string, variant = '') =>
    sayFinding({
      code: 'strangers',
      variant,
      params: [
        { name: 'count', value: count },
        { name: 'addresses', value: '10.0.0.7' },
        { name: 'more', value: '1' },
      ],
    }).title
  expect(strangers('1')).toBe('Un ordinateur cherche l’application et ne la joint jamais\u202f: 10.0.0.7')
  expect(strangers('2')).toMatch(/^2 ordinateurs cherchent .*: 10.0.0.7$/)
  expect(strangers('6', 'more')).toMatch(/^6 ordinateurs cherchent .*: 10.0.0.7 et 1 de plus$/)
})

it('says what to do', () =>
  expect(sayStep('wire')).toBe('Branchez cet ordinateur au réseau filaire de la salle.'))

it('says the code of what it does not know', () => {
  expect(sayFinding({ code: 'moon', variant: '', params: [] })).toEqual({ title: 'moon', meaning: 'moon' })
  expect(sayStep('fly')).toBe('fly')
})
