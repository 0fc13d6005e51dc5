import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import type { ClassList, ClassPerson, Session } from '../../api/types'
import { formatCount } from '../../lib/format'
import { presenceOf, type Presence as InSession, presences } from '../../lib/presence'
import { classListRoute } from '../../lib/routes'
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

interface FilterProps {
  session: Session
  people: readonly ClassPerson[]
  shown: InSession | ''
}

/** How many are there, have not started and are absent; each shows its own. */
function PresenceFilter({ session, people, shown }: FilterProps) {
  const { t } = useTranslation('classlist')
  const [, navigate] = useLocation()
  const item = (value: InSession | '', label: string, count: number) => ({
    value,
    label: (
      <span className="hstack">
        {label} <span className="faint">{formatCount(count)}</span>
      </span>
    ),
  })
  const count = (presence: InSession) => people.filter((person) => presenceOf(person) === presence).length
  return (
    <div className={classes.summary}>
      <span className="truncate">{t('inSession', { session: session.name })}</span>
      <SegmentedControl
        size="xs"
        aria-label={t('inSession', { session: session.name })}
        data={[
          item('', t('everybody'), people.length),
          ...presences.map((presence) => item(presence, t(`presence.${presence}`), count(presence))),
        ]}
        value={shown}
        onChange={(value) => navigate(classListRoute(value), { replace: true })}
      />
    </div>
  )
}

/** The students on the list, with what is known of each in a session. */
export function PeopleTable({ list, session }: { list: ClassList; session: Session | undefined }) {
  const { t } = useTranslation('classlist')
  const has = (field: 'identifier' | 'email' | 'section') =>
    list.people.some((person) => person[field] !== '')
  const columns = (['identifier', 'email', 'section'] as const).filter(has)
  const asked = new URLSearchParams(useSearch()).get('show')
  const shown = (session && presences.find((known) => known === asked)) ?? ''
  const people = list.people.filter((person) => shown === '' || presenceOf(person) === shown)
  return (
    <>
      {session && <PresenceFilter session={session} people={list.people} shown={shown} />}
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
          {people.map((person) => (
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
      {people.length === 0 && <p className={classes.nobody}>{t('nobodyHere')}</p>}
    </>
  )
}
