import { describe, expect, it } from 'vitest'
import english from '../../words/en/answer.json'
import { brokenWords } from './broken'

const source = Object.values(
  import.meta.glob<string>('../../../../backend/payload/broken.go', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
).join('')
const codes = [...source.matchAll(/\bBroken\w+ +Broken = "(\w+)"/g)].map(([, code = '']) => code)

describe('what is wrong with a payload', () => {
  it('has words for each code of the app, and for no other', () => {
    expect(codes.length).toBeGreaterThan(10)
    expect(Object.keys(english.broken).sort()).toEqual([...codes].sort())
  })
  it('is a code', () => expect(brokenWords('notList')).toEqual({ key: 'broken.notList', values: {} }))
  it('has its values behind it', () =>
    expect(brokenWords('imageCutAt?arrived=12+kB&whole=900+B')).toEqual({
      key: 'broken.imageCutAt',
      values: { arrived: '12 kB', whole: '900 B' },
    }))
})
