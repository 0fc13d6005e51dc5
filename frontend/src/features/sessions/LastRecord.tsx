import { useTranslation } from 'react-i18next'
import { Ago } from '../../components/Ago'

/** When the last record came; says so if none did. */
export function LastRecord({ stamp }: { stamp: string }) {
  const { t } = useTranslation('sessions')
  return stamp === '' ? <span className="faint">{t('noRecord')}</span> : <Ago stamp={stamp} />
}
