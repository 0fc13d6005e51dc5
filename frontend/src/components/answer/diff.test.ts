import { describe, expect, it } from 'vitest'
import { compareCode, type DiffLine } from './diff'

const marks = { both: ' ', left: '-', right: '+' }
const written = (lines: DiffLine[]) =>
  lines.map(
    ({ side, pieces }) =>
      marks[side] + pieces.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join(''),
  )

describe('compareCode', () => {
  it('shows the abs that one of them lacks', () =>
    expect(
      written(
        compareCode(
          'def keep(X):\n    z = X / X.std(0)\n    return (z < 3).all(1)\n',
          'def keep(X):\n    z = X / X.std(0)\n    return (np.abs(z) < 3).all(1)\n',
        ),
      ),
    ).toEqual([
      ' def keep(X):',
      '     z = X / X.std(0)',
      '-    return (z < 3).all(1)',
      '+    return ([np.abs(]z[)] < 3).all(1)',
    ]))
  it('says nothing of sources that are the same', () =>
    expect(written(compareCode('a\nb', 'a\nb\n'))).toEqual([' a', ' b']))
  it('shows lines that one side alone has', () =>
    expect(written(compareCode('a\nc', 'a\nb\nc'))).toEqual([' a', '+b', ' c']))
  it('leaves lines whole that have nothing to do with each other', () =>
    expect(written(compareCode('import numpy', 'x = 1'))).toEqual(['-import numpy', '+x = 1']))
  it('puts a longer run beside a shorter one', () =>
    expect(written(compareCode('x = one(1)\ny', 'x = one(2)'))).toEqual([
      '-x = one([1])',
      '-y',
      '+x = one([2])',
    ]))
  it('takes the empty source', () => expect(written(compareCode('', 'a'))).toEqual(['-', '+a']))
  it('compares long sources by lines in no time', () => {
    const source = (seed: number) =>
      Array.from({ length: 2000 }, (_, i) => `v${i} = ${i % 7 === 0 ? seed : i}`).join('\n')
    const lines = compareCode(source(1), source(2))
    expect(lines.filter(({ side }) => side === 'left')).toHaveLength(286)
  })
})
