import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Difference } from './difference'
import type { Change } from './elements'

type Translate = TFunction<'answer'>
type Of<Kind extends Difference['kind']> = Extract<Difference, { kind: Kind }>

/** Longer values are not written into a sentence. */
const LONGEST = 24

const isShort = ({ place, own, reference }: Change) =>
  Math.max(place.length, own.length, reference.length) <= LONGEST

const only = (words: (string | false)[]) => words.filter((said) => said !== false)

function linesWords({ changed, lacks }: Of<'lines'>, t: Translate): string[] {
  return only([
    changed > 0 && t('differs.lines', { count: changed }),
    lacks > 0 && t('differs.linesLack', { count: lacks }),
  ])
}

function changedWords(difference: Of<'cells' | 'elements'>, t: Translate): string | false {
  const { changed, changes } = difference
  const [first] = changes
  if (changed === 0) return false
  if (changed === 1 && first && isShort(first)) return t('differs.change', { ...first })
  if (difference.kind === 'elements') return t('differs.values', { count: changed })
  return t('differs.valuesOf', { count: changed, of: difference.of })
}

/** What is marked in a text need not be said. */
function sentenceWords({ changed, lacks }: Of<'words'>, t: Translate): string[] {
  if (changed > 0) return []
  return [t(lacks > 0 ? 'differs.wordsLack' : 'differs.words')]
}

function wordsOf(difference: Difference, t: Translate): string[] {
  switch (difference.kind) {
    case 'none':
    case 'opposite':
      return [t(`differs.${difference.kind}`)]
    case 'notCompared':
      return [t(`differs.notCompared.${difference.why}`)]
    case 'shape':
      return [t('differs.shape', { own: difference.own, reference: difference.reference })]
    case 'more':
    case 'less':
      return [t(`differs.${difference.kind}`, { by: difference.by })]
    case 'words':
      return sentenceWords(difference, t)
    case 'lines':
      return linesWords(difference, t)
    case 'cells':
    case 'elements':
      return only([
        changedWords(difference, t),
        difference.lacks > 0 && t('differs.valuesLack', { count: difference.lacks }),
      ])
  }
}

/** Returns a function that says how an answer differs from another, in short sentences. */
export function useDifferenceWords(): (difference: Difference) => string[] {
  const { t } = useTranslation('answer')
  return (difference) => wordsOf(difference, t)
}
