import { searchKey } from '../lib/searchKey'

/** Something that can be found by its label, description or keywords. */
export interface Findable {
  label?: string
  description?: string
  keywords?: string | string[]
}

/** The most entries of a group that are offered; typing on finds the others. */
const MOST = 8

/** Returns how well a name matches: 0 if it begins with the words, 1 if a word in it does, 2 if it contains them, else 3. */
function rank(name: string, words: string): number {
  if (name.startsWith(words)) return 0
  if (name.split(/[\s_-]+/).some((word) => word.startsWith(words))) return 1
  return name.includes(words) ? 2 : 3
}

function rankOf({ label = '', description = '', keywords = [] }: Findable, words: string): number {
  const byName = rank(searchKey(label), words)
  if (byName < 3) return byName
  const rest = [description, ...(typeof keywords === 'string' ? [keywords] : keywords)]
  return rest.some((text) => searchKey(text).includes(words)) ? 3 : Infinity
}

/** Returns the MOST entries that match best what was typed, the best first, otherwise in their order. */
export function bestOf<T extends Findable>(all: T[], typed: string): T[] {
  const words = searchKey(typed)
  return all
    .map((item) => ({ item, rank: rankOf(item, words) }))
    .filter((found) => found.rank < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ item }) => item)
}
