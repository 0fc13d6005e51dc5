import { expect, it } from 'vitest'
import { plain } from './plain'

it('minds neither capitals nor accents, however they are written', () => {
  expect(plain(' Séance ')).toBe('seance')
  expect(plain('se\u0301ance')).toBe('seance')
  expect(plain('ÇA')).toBe('ca')
})
