import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type NamedStudent, StudentName } from '../StudentName'
import classes from './GroupNames.module.css'

/** How many names are shown at first: as many as can be read at a glance. */
const SHOWN = 12

interface GroupNamesProps {
  members: {
    student: NamedStudent & { id: number }
    title?: string
    href?: string
    /** Has sent another answer since; stands there until the names are taken in anew. */
    hasLeft?: boolean
  }[]
  /** How many of them were there when the names were taken in: the others are only counted until one opens the list. */
  known?: number
}

/** Who is in a group, each leading to the record; folded after a few. */
export function GroupNames({ members, known = members.length }: GroupNamesProps) {
  const { t } = useTranslation('question')
  const [isOpen, setOpen] = useState(false)
  const folded = Math.min(SHOWN, known)
  const shown = isOpen ? members : members.slice(0, folded)
  const more = members.slice(folded).filter(({ hasLeft }) => hasLeft !== true).length
  return (
    <p className={classes.names}>
      {shown.map(({ student, title, href, hasLeft }, i) => {
        const name = <StudentName student={student} />
        return (
          <Fragment key={student.id}>
            {i > 0 && ', '}
            {hasLeft ? (
              <s>{name}</s>
            ) : href === undefined ? (
              name
            ) : (
              <Link href={href} title={title}>
                {name}
              </Link>
            )}
          </Fragment>
        )
      })}{' '}
      {more > 0 && (
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('fewer') : t('more', { count: more })}
        </button>
      )}
    </p>
  )
}
