import { IconUsersGroup } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import classes from './TeamMark.module.css'

/** Says how many assistants take part, and leads to them. */
export function TeamMark({ count }: { count: number }) {
  const { t } = useTranslation('team')
  return (
    <Link href="/assistants" className={classes.mark}>
      <IconUsersGroup size={14} aria-hidden />
      {t('take', { count })}
    </Link>
  )
}
