import { useTranslation } from 'react-i18next'
import type { Distribution } from '../../api/types'
import { PanelSection } from '../../components/Page'
import { pictureOf } from './distribution'
import { Dots } from './Dots'
import { Histogram } from './Histogram'
import classes from './DistributionSection.module.css'

/** How many elements of an array are drawn; for more, one looks at the answers. */
const MAX_ELEMENTS = 4

function ElementValues({ of, isOnly }: { of: Distribution; isOnly: boolean }) {
  const { t } = useTranslation('question')
  const picture = pictureOf(of.values)
  const label = isOnly ? t('distributionOf') : t('placeOf', { place: of.place || '0' })
  return (
    <figure className={classes.element}>
      {!isOnly && <figcaption>{label}</figcaption>}
      {picture.kind === 'columns' ? (
        <Dots columns={picture.columns} label={label} />
      ) : (
        <Histogram bins={picture.bins} apart={picture.apart} label={label} />
      )}
    </figure>
  )
}

/** How the numbers that students sent are distributed, element by element of an array. */
export function DistributionSection({ distribution }: { distribution: Distribution[] }) {
  const { t } = useTranslation('question')
  if (distribution.length === 0) return null
  const shown = distribution.slice(0, MAX_ELEMENTS)
  const left = distribution.length - shown.length
  const isByValue = shown.every(({ values }) => pictureOf(values).kind === 'columns')
  return (
    <PanelSection>
      <header className={classes.title}>
        <h2>{t('distribution')}</h2>
        <span className="faint">{t(isByValue ? 'eachValue' : 'eachStretch')}</span>
      </header>
      {shown.map((place) => (
        <ElementValues key={place.place} of={place} isOnly={distribution.length === 1} />
      ))}
      {left > 0 && <p className="faint">{t('placesMore', { count: left })}</p>}
    </PanelSection>
  )
}
