import { Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useListSession } from '../api/networkQueries'
import type { Session } from '../api/types'

/** The switch that lists a session on the students' page, at this computer's address, while it is open. */
export function ListedSwitch({ session }: { session: Session }) {
  const { t } = useTranslation('join')
  const list = useListSession()
  return (
    <Switch
      label={t('listed')}
      description={t('listedNote')}
      checked={session.listed}
      onChange={(event) => list.mutate({ id: session.id, listed: event.currentTarget.checked })}
    />
  )
}
