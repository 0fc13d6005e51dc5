import { useTranslation } from 'react-i18next'
import type { CallDifference } from '../../api/types'
import { callOf, cameOf, PLACES, pieces } from './callDiffers'
import classes from './CallDiffers.module.css'

/** For which input a function gives something else than most, and what; code is that of the function. */
export function CallDiffers({ differs, code }: { differs: CallDifference; code: string }) {
  const { t } = useTranslation('question')
  const [mine, most] = [cameOf(differs.mine), cameOf(differs.most)]
  const key = mine === undefined ? 'differsLate' : most === undefined ? 'differsFromLate' : 'differs'
  const values = { call: callOf(code, differs.mine.input), mine: mine ?? '', most: most ?? '' }
  return (
    <p className={classes.differs}>
      {pieces(t(key, PLACES), values).map(({ text, isCode }, i) =>
        isCode ? (
          <code key={i} className="mono">
            {text}
          </code>
        ) : (
          text
        ),
      )}
    </p>
  )
}
