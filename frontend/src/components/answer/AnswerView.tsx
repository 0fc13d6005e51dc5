import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatBytes } from '../../lib/format'
import { Calls } from './Calls'
import type { ViewProps } from './kinds/kind'
import { kindOf } from './kinds/registry'
import { useBrokenText } from './useAnswerWords'
import classes from './AnswerView.module.css'

/** A whole answer, rendered for reading. What is broken says so above what can still be shown. */
export function AnswerView({ answer, onEnlarge }: ViewProps) {
  const { t } = useTranslation('answer')
  const brokenText = useBrokenText()
  const { View } = kindOf(answer.record.type)
  return (
    <div className={classes.answer}>
      {answer.broken !== '' && (
        <p className={classes.trouble}>
          <IconAlertTriangle size={16} aria-hidden /> {brokenText(answer.broken)}
        </p>
      )}
      <div className={classes.box}>
        <View answer={answer} onEnlarge={onEnlarge} />
      </div>
      {answer.calls.length > 0 && <Calls calls={answer.calls} />}
      {answer.incomplete !== '' && (
        <p className="faint">
          {t(answer.incomplete === 'digest' ? 'incomplete.digest' : 'incomplete.unknown')}
        </p>
      )}
      {answer.cut && <p className="faint">{t('onlyBeginning', { size: formatBytes(answer.bytes) })}</p>}
    </div>
  )
}
