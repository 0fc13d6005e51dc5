import { Button, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Role, roles, useEndAssistant, useSetRole } from '../../api/team'
import type { Assistant } from '../../api/types'
import { Dot } from '../../components/Dot'
import { notifyDone } from '../../components/notify'
import { useShareWords } from '../../components/useShareWords'
import { formatClock } from '../../lib/format'
import classes from './People.module.css'

function Person({ person }: { person: Assistant }) {
  const { t } = useTranslation('team')
  const setRole = useSetRole()
  const end = useEndAssistant()
  const say = useShareWords()
  const { id, name, share } = person
  return (
    <li className={classes.person}>
      <span className={classes.who}>
        <Dot on={person.isHere} />
        <b className="truncate">
          <bdi title={name}>{name}</bdi>
        </b>
        <span className="faint">
          {t(person.isHere ? 'here' : 'away')} · {t('since', { time: formatClock(person.since) })} ·{' '}
          {t('acts', { count: person.acts })}
          {share !== '' && ` · ${say(share)}`}
        </span>
      </span>
      <Select
        aria-label={t('roleOf', { name })}
        size="xs"
        allowDeselect={false}
        data={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
        value={person.role as Role}
        onChange={(role) => role && setRole.mutate({ id, role })}
      />
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('endOf', { name })}
        onClick={() => end.mutate(id, { onSuccess: () => notifyDone(t('hasEnded', { name })) })}
      >
        {t('endNow')}
      </Button>
    </li>
  )
}

/** Who takes part, with what each may do. */
export function People({ people }: { people: Assistant[] }) {
  const { t } = useTranslation('team')
  return (
    <section className={classes.people} aria-labelledby="people-title">
      <h2 id="people-title">{t('people')}</h2>
      {people.length === 0 ? (
        <p className="muted">{t('nobody')}</p>
      ) : (
        <ul className={classes.list}>
          {people.map((person) => (
            <Person key={person.id} person={person} />
          ))}
        </ul>
      )}
    </section>
  )
}
