import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type ExportWish, exportRecords, showExport } from '../api/transfers'
import { notifyDone, notifyError } from './notify'
import { Naming } from './StudentName'

/** Returns a function that exports records, and says where they are or why not. */
export function useExport(): (wish: ExportWish) => void {
  const { t } = useTranslation('common')
  return (wish) =>
    void exportRecords(wish).then((path) => {
      if (path === '') return
      notifyDone(
        <>
          <Naming
            say={({ areHidden }) => (areHidden ? t('exported.saved') : t('exported.savedAs', { path }))}
          />{' '}
          <Anchor component="button" onClick={() => void showExport().catch(notifyError)}>
            {t('exported.show')}
          </Anchor>
        </>,
      )
    }, notifyError)
}
