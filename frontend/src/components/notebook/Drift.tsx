import { Button } from '@mantine/core'
import { IconVersions } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDrift } from '../../api/preparation'
import { useStatus } from '../../api/queries'
import type { SessionFacts } from '../../api/types'
import { MessageForm } from '../MessageForm'
import classes from './Drift.module.css'

/** Says how many notebooks in the room have another version than the one prepared last, and offers a message to them. */
export function Drift({ session }: { session: SessionFacts }) {
  const { t } = useTranslation('notebook')
  const { data: status } = useStatus()
  const { data } = useDrift(session.id, session.open)
  const [isWriting, setWriting] = useState(false)
  const students = data?.students ?? []
  const count = students.length
  if (count === 0 && !isWriting) return null
  const to = {
    title: t('drift.write'),
    studentIds: students.map(({ id }) => id),
    students,
    suggested: t('drift.suggestion'),
  }
  return (
    <div className={classes.drift} role="status">
      <IconVersions size={16} aria-hidden />
      <span className="grow">{t('drift.behind', { count })}</span>
      <Button variant="default" size="compact-sm" onClick={() => setWriting(true)}>
        {t('drift.write')}
      </Button>
      <MessageForm
        session={session}
        to={to}
        connected={status?.connected ?? 0}
        opened={isWriting}
        onClose={() => setWriting(false)}
      />
    </div>
  )
}
