import { expect, it } from 'vitest'
import { searchKey } from './searchKey'

it('minds neither capitals nor accents, however they are written', () => {
  expect(searchKey(' Séance ')).toBe('seance')
  expect(searchKey('se\u0301ance')).toBe('seance')
  expect(searchKey('ÇA')).toBe('ca')
})
