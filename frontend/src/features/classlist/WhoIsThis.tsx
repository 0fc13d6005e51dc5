import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMatchStudent } from '../../api/classList'
import type { ClassList, Session, Unlisted } from '../../api/types'
import { notifyDone } from '../../components/notify'
import { StudentName, useStudentName } from '../../components/StudentName'
import classes from './WhoIsThis.module.css'

const NOBODY = '0'

interface RowProps {
  unlisted: Unlisted
  list: ClassList
  onSay: (personId: number) => void
}

function Row({ unlisted, list, onSay }: RowProps) {
  const { t } = useTranslation('classlist')
  const nameOf = useStudentName()
  const { student, candidates, decided } = unlisted
  const [chosen, setChosen] = useState<string | null>(decided ? NOBODY : (candidates[0]?.toString() ?? null))
  const likely = new Set(candidates)
  const option = ({ id, name, identifier, section }: ClassList['people'][number]) => ({
    value: String(id),
    label: [name, identifier, section].filter((part) => part !== '').join(' · '),
  })
  const first = candidates.flatMap((id) => list.people.filter((person) => person.id === id)).map(option)
  const others = list.people.filter(({ id }) => !likely.has(id)).map(option)
  const groups = [
    ...(first.length > 0 ? [{ group: t('who.likely'), items: first }] : []),
    { group: t('who.others'), items: [{ value: NOBODY, label: t('who.nobody') }, ...others] },
  ]
  return (
    <li className={classes.row}>
      <span className={classes.name}>
        <StudentName student={student} />
      </span>
      <Select
        className={classes.choice}
        aria-label={t('who.is', { name: nameOf(student) })}
        placeholder={t('who.choose')}
        searchable
        data={groups}
        value={chosen}
        title={first.concat(others).find(({ value }) => value === chosen)?.label}
        allowDeselect={false}
        nothingFoundMessage={t('who.nothing')}
        onChange={setChosen}
      />
      <Button
        variant="default"
        disabled={chosen === null || (decided && chosen === NOBODY)}
        onClick={() => onSay(Number(chosen))}
      >
        {t('who.say')}
      </Button>
    </li>
  )
}

/** Asks once whose the notebooks are of which the app is not sure. */
export function WhoIsThis({ list, session }: { list: ClassList; session: Session }) {
  const { t } = useTranslation('classlist')
  const match = useMatchStudent(session.id)
  const [showsDecided, setShowsDecided] = useState(false)
  const asked = list.others.filter(({ decided }) => !decided)
  const decided = list.others.filter((other) => other.decided)
  const shown = showsDecided ? [...asked, ...decided] : asked
  if (list.others.length === 0) return null
  const say = (studentId: number, personId: number) =>
    match.mutate({ studentId, personId }, { onSuccess: () => notifyDone(t('who.said')) })
  return (
    <section className={classes.who} aria-labelledby="who-title">
      <h2 id="who-title">{t('who.title', { count: asked.length })}</h2>
      <p className="muted">{t(asked.length > 0 ? 'who.text' : 'who.done')}</p>
      <ul>
        {shown.map((unlisted) => (
          <Row
            key={`${unlisted.student.id} ${unlisted.decided}`}
            unlisted={unlisted}
            list={list}
            onSay={(personId) => say(unlisted.student.id, personId)}
          />
        ))}
      </ul>
      {decided.length > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => setShowsDecided(!showsDecided)}>
          {showsDecided ? t('who.hideDecided') : t('who.showDecided', { count: decided.length })}
        </Button>
      )}
    </section>
  )
}
