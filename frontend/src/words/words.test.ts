import { describe, expect, it } from 'vitest'
import en from './en/all'
import fr from './fr/all'

interface Tree {
  [key: string]: string | Tree
}

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : leaves(value, `${path}${key}.`),
  )
}

/** Values stand in double braces, elements (components/Sentence) in single ones. */
const placeholders = (text: string) => [...text.matchAll(/{+\s*\w+[^}]*}+/g)].map(([found]) => found)

describe('the words of the interface', () => {
  const french = new Map(leaves(fr))

  it('say the same things in both languages', () => {
    expect([...french.keys()].sort()).toEqual(
      leaves(en)
        .map(([key]) => key)
        .sort(),
    )
  })

  it.each(leaves(en))('%s names the same values in French', (key, text) => {
    expect(new Set(placeholders(french.get(key) ?? ''))).toEqual(new Set(placeholders(text)))
  })

  it.each([...french])('%s has French spacing', (_key, text) => {
    expect(text.replace(/{{.*?}}|https?:\/\/\S+/g, 'x')).not.toMatch(
      /[^\u00a0\u202f] ?[;?!»](\s|$)|[^\u00a0\u202f\d] ?:(\s|$)/,
    )
  })
})
