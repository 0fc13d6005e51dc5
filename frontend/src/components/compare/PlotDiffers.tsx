import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../api/queries'
import { comparePlots, type PlotDifference } from '../answer/plotted'
import type { Compared } from './compared'

/** Kinds of series that have a word; others, classes of matplotlib, keep their name. */
const FORMS = ['line', 'points', 'bars', 'area', 'pie', 'mesh', 'image'] as const

function wordsOf(difference: PlotDifference, t: TFunction<'answer'>): string {
  const form = (name: string) => {
    const known = FORMS.find((one) => one === name)
    return known ? t(`plotted.forms.${known}`) : name
  }
  switch (difference.kind) {
    case 'none':
      return t('plotted.none')
    case 'count':
      return t('plotted.count', { own: difference.own, reference: difference.reference })
    case 'form':
      return t('plotted.form', { own: form(difference.own), reference: form(difference.reference) })
    case 'length':
      return t('plotted.length', { own: difference.own, reference: difference.reference })
    case 'values':
      return t('plotted.values', { ...difference, ...difference.first, count: difference.changed })
    case 'some':
      return t('plotted.some')
  }
}

/** Says in a line how what a plot shows differs from another; nothing if that is not known. */
export function PlotDiffers({ record, reference }: { record: Compared; reference: Compared }) {
  const { t } = useTranslation('answer')
  const own = useAnswer(record).data?.image
  const other = useAnswer(reference).data?.image
  const difference = own && other && comparePlots(own.series, other.series)
  if (!difference) return null
  const words = wordsOf(difference, t)
  const of =
    'series' in difference &&
    (own.series.length > 1 ? `${t('plotted.series', { n: difference.series })} ` : '')
  return (
    <span className="faint truncate" title={words}>
      {of}
      {words}
    </span>
  )
}
