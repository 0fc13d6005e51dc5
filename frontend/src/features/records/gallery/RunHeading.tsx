import { useTranslation } from 'react-i18next'
import { LabelOf } from '../../../components/Tag'
import { asVerdict, VerdictMark } from '../../../components/Verdict'
import type { Run } from './galleryRows'
import classes from './RunHeading.module.css'

/** Returns what a run has in common, in words: how many gave one answer, or that nobody else gave theirs. */
function useRunWords({ count, of }: Run): string {
  const { t } = useTranslation('records')
  if (!of || of.alike === 1) return t('gallery.runAlone', { count })
  if (count >= of.alike) return t('gallery.runSame', { count })
  return t('gallery.runSameOf', { count, all: of.alike })
}

/** The heading over answers that stand together: how many, how they were judged, and the label that they share. */
export function RunHeading({ run }: { run: Run }) {
  const { t } = useTranslation('common')
  const words = useRunWords(run)
  const { of } = run
  const isOne = of !== undefined && of.alike > 1
  const verdict = isOne ? asVerdict(of.verdict) : ''
  return (
    <span className={classes.heading}>
      {verdict !== '' && (
        <span title={t(`verdicts.${verdict}`)}>
          <VerdictMark verdict={verdict} />
        </span>
      )}
      <b className="truncate" title={words}>
        {words}
      </b>
      {isOne && of.label !== '' && <LabelOf label={of.label} verdict={verdict} />}
    </span>
  )
}
