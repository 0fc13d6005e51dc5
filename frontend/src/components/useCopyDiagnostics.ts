import { useTranslation } from 'react-i18next'
import { copyText } from '../api/client'
import { desktop } from '../api/desktop'
import { notifyDone, notifyError } from './notify'

/** Returns a function that copies the diagnostics for whoever helps, and says so. */
export function useCopyDiagnostics(): () => Promise<void> {
  const { t } = useTranslation('desktop')
  return async () => {
    try {
      await copyText(await desktop.diagnostics())
      notifyDone(t('diagnostics.copied'))
    } catch (thrown) {
      notifyError(thrown)
    }
  }
}
