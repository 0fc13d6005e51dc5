import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ClassList, ClassPerson, Session } from '../../api/types'
import { formatCount } from '../../lib/format'
import { presenceOf } from './presence'
import classes from './PeopleTable.module.css'

function Presence({ person }: { person: ClassPerson }) {
  const { t } = useTranslation('classlist')
  const presence = presenceOf(person)
  const words = presence === 'present' ? t('answers', { count: person.records }) : t(`presence.${presence}`)
  const [student] = person.students
  return (
    <span className={classes.presence} data-presence={presence}>
      {student === undefined ? words : <Link href={`/records/student/${student}`}>{words}</Link>}
    </span>
  )
}

/** The students on the list, with what is known of each in a session. */
export function PeopleTable({ list, session }: { list: ClassList; session: Session | undefined }) {
  const { t } = useTranslation('classlist')
  const has = (field: 'identifier' | 'email' | 'section') =>
    list.people.some((person) => person[field] !== '')
  const columns = (['identifier', 'email', 'section'] as const).filter(has)
  const count = (presence: string) => list.people.filter((person) => presenceOf(person) === presence).length
  return (
    <>
      {session && (
        <p className={classes.summary} role="status">
          {t('summary', {
            session: session.name,
            present: formatCount(count('present')),
            notStarted: formatCount(count('notStarted')),
            absent: formatCount(count('absent')),
          })}
        </p>
      )}
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('columns.name')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`columns.${column}`)}
              </th>
            ))}
            {session && <th scope="col">{t('columns.presence')}</th>}
          </tr>
        </thead>
        <tbody>
          {list.people.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                <bdi title={person.name}>{person.name}</bdi>
              </th>
              {columns.map((column) => (
                <td key={column} className={column === 'identifier' ? 'mono' : undefined}>
                  <bdi title={person[column]}>{person[column]}</bdi>
                </td>
              ))}
              {session && (
                <td>
                  <Presence person={person} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
