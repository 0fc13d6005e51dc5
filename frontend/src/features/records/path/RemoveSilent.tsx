import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Student } from '../../../api/types'
import { useRemoveSilent } from '../../../components/useRemoveSilent'

/** Removes the students who have sent nothing, if there are any: a script may have invented them. */
export function RemoveSilent({
  sessionId,
  students,
}: {
  sessionId: number
  students: Student[] | undefined
}) {
  const { t } = useTranslation('records')
  const remove = useRemoveSilent()
  if (!students?.some(({ records }) => records === 0)) return null
  return (
    <Button variant="default" size="compact-sm" onClick={() => remove(sessionId)}>
      {t('path.removeSilent')}
    </Button>
  )
}
