import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type NamedStudent, StudentName } from '../StudentName'
import classes from './GroupNames.module.css'

/** How many names are shown at first: as many as can be read at a glance. */
const SHOWN = 12

interface GroupNamesProps {
  members: { student: NamedStudent & { id: number }; title?: string; href?: string }[]
}

/** Who is in a group, each leading to the record; folded after a few. */
export function GroupNames({ members }: GroupNamesProps) {
  const { t } = useTranslation('question')
  const [isOpen, setOpen] = useState(false)
  const shown = isOpen ? members : members.slice(0, SHOWN)
  const more = members.length - SHOWN
  return (
    <p className={classes.names}>
      {shown.map(({ student, title, href }, i) => (
        <Fragment key={student.id}>
          {i > 0 && ', '}
          {href === undefined ? (
            <StudentName student={student} />
          ) : (
            <Link href={href} title={title}>
              <StudentName student={student} />
            </Link>
          )}
        </Fragment>
      ))}{' '}
      {more > 0 && (
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('fewer') : t('more', { count: more })}
        </button>
      )}
    </p>
  )
}
