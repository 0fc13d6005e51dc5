import type words from '../../words/en/answer.json'

/** The key of the words for a reason. */
export type BrokenKey = `broken.${keyof (typeof words)['broken']}`

/** What can be wrong with a payload, as the app says it, by the key of the words for it. */
const reasons: [RegExp, BrokenKey][] = [
  [/^Nothing arrived$/, 'broken.nothing'],
  [/^Cut short: the JSON stops after character (?<n>\d+)$/, 'broken.cutShort'],
  [/^Not valid JSON at character (?<n>\d+)$/, 'broken.notJSON'],
  [/^Image cut short: (?<arrived>.+) of at least (?<whole>.+) arrived$/, 'broken.imageCutAt'],
  [/^Image cut short$/, 'broken.imageCut'],
  [/^Image damaged$/, 'broken.imageDamaged'],
  [/^Not a list$/, 'broken.notList'],
  [/^Not a dict$/, 'broken.notDict'],
  [/^Not a table$/, 'broken.notTable'],
  [/^Table without columns$/, 'broken.noColumns'],
  [/^Table without rows$/, 'broken.noRows'],
  [/^Table with rows that are not lists$/, 'broken.rowsNoLists'],
  [/^Rows of different lengths$/, 'broken.differentLengths'],
  [/^Rows and single values mixed$/, 'broken.mixedDepths'],
  [/^A dict where (?:numbers were|an array was) expected$/, 'broken.dictForArray'],
  [/^The corners sent do not fit the shape$/, 'broken.cornersDiffer'],
]

/** Returns the words for what is wrong with a payload, and what is filled in; undefined for an unknown reason. */
export function brokenWords(broken: string): { key: BrokenKey; values: Record<string, string> } | undefined {
  for (const [reason, key] of reasons) {
    const match = reason.exec(broken)
    if (match) return { key, values: match.groups ?? {} }
  }
  return undefined
}
