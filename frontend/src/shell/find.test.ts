import { describe, expect, it } from 'vitest'
import { bestOf } from './find'

const named = (...labels: string[]) => labels.map((label) => ({ label }))
const labels = (found: { label: string }[]) => found.map(({ label }) => label)

describe('bestOf', () => {
  it('puts what begins with the words first', () =>
    expect(labels(bestOf(named('Hide all names', 'Natalia', 'Alice', 'Marie-Alix'), 'al'))).toEqual([
      'Alice',
      'Hide all names',
      'Marie-Alix',
      'Natalia',
    ]))
  it('minds neither accents nor capitals', () =>
    expect(labels(bestOf(named('Séance', 'Élodie'), 'ELO'))).toEqual(['Élodie']))
  it('finds by description and keywords after names', () =>
    expect(
      bestOf(
        [
          { label: 'pca-1', description: 'k-means too' },
          { label: 'doctor', keywords: ['kmeans', 'k-m'] },
          { label: 'k-means' },
        ],
        'k-m',
      ).map(({ label }) => label),
    ).toEqual(['k-means', 'pca-1', 'doctor']))
  it('offers a few of many', () =>
    expect(bestOf(named(...Array.from({ length: 300 }, (_, i) => `Student ${i}`)), 'stu')).toHaveLength(8))
  it('finds nothing', () => expect(bestOf(named('a'), 'b')).toEqual([]))
})
