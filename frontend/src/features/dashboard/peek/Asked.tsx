import { useTranslation } from 'react-i18next'
import type { Dashboard } from '../../../api/types'
import classes from './Asked.module.css'

/** What a student who waits for help has asked; nothing without words. */
export function Asked({ data, studentId }: { data: Dashboard; studentId: number }) {
  const { t } = useTranslation('dashboard')
  const help = data.rows.find(({ student }) => student.id === studentId)?.help ?? ''
  if (help === '') return null
  return (
    <p className={classes.asked}>
      {t('peek.asked')}{' '}
      <q>
        <bdi>{help}</bdi>
      </q>
    </p>
  )
}
