import { IconBook, IconDoor, IconNetwork, IconUsers, IconWall } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useCurrentSession } from '../../api/queries'
import type { Finding, Status } from '../../api/types'
import { levelAt } from './verdict'
import classes from './NetworkPath.module.css'

interface StopProps {
  icon: typeof IconDoor
  name: string
  level: string
  caption: string
}

function Stop({ icon: Icon, name, level, caption }: StopProps) {
  return (
    <li className={classes.stop} data-level={level}>
      <span className={classes.node} aria-hidden>
        <Icon size={18} />
      </span>
      <b>{name}</b>
      <span className="muted">{caption}</span>
    </li>
  )
}

/** The path of an answer to this computer, and the stop that blocks it. */
export function Path({ findings, status }: { findings: Finding[]; status: Status }) {
  const { t } = useTranslation('doctor')
  const session = useCurrentSession()
  const stop = (topics: Parameters<typeof levelAt>[1]) => {
    const level = levelAt(findings, topics)
    return { level, caption: t(`path.${level}`) }
  }
  const isOpen = session?.open === true
  return (
    <ol className={classes.path} aria-label={t('path.label')}>
      <Stop
        icon={IconUsers}
        name={t('topic.notebooks')}
        level={status.connected > 0 ? 'ok' : 'note'}
        caption={t('path.connected', { count: status.connected })}
      />
      <Stop icon={IconNetwork} name={t('topic.network')} {...stop(['network', 'strangers'])} />
      <Stop icon={IconWall} name={t('topic.firewall')} {...stop(['firewall'])} />
      <Stop icon={IconDoor} name={t('path.port', { port: String(status.port) })} {...stop(['port'])} />
      <Stop
        icon={IconBook}
        name={session?.name ?? t('path.session')}
        level={isOpen ? 'ok' : 'warning'}
        caption={t(isOpen ? 'path.open' : 'path.closed')}
      />
    </ol>
  )
}
