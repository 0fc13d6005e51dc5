import { Button, Tooltip } from '@mantine/core'
import { IconMessage } from '@tabler/icons-react'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { SharedMistake } from '../../api/types'
import { QuestionLabel } from '../../components/QuestionLabel'
import { formatCount } from '../../lib/format'
import { inOneLine } from './oneLine'
import type { Actions } from './AttentionItem'
import type { GridStudent } from './gridModel'
import { dashboardRoute, type Peek } from './peek/route'
import classes from './SharedMistakes.module.css'

interface SharedMistakesProps {
  groups: readonly SharedMistake[]
  students: ReadonlyMap<number, GridStudent>
  partId: number
  /** How many there is room for. */
  most: number
  onMessage: Actions['onMessage']
  onPeek: Actions['onPeek']
}

function Group({
  group,
  students,
  partId,
  onMessage,
  onPeek,
}: Omit<SharedMistakesProps, 'groups' | 'most'> & { group: SharedMistake }) {
  const { t } = useTranslation('dashboard')
  const members = group.students.flatMap((id) => students.get(id) ?? [])
  const count = members.length
  const peek: Peek = { kind: 'mistake', question: group.question, key: group.key }
  return (
    <li className={classes.group}>
      <Link
        href={dashboardRoute(partId, peek)}
        className={classes.answer}
        onClick={(event) => {
          event.preventDefault()
          onPeek(peek)
        }}
      >
        <b className={classes.count}>{formatCount(count)}</b>
        <QuestionLabel>{group.question}</QuestionLabel>
        <span className={`truncate mono ${classes.value}`}>{inOneLine(group.preview)}</span>
        {group.label !== '' && <bdi className={`truncate ${classes.label}`}>{group.label}</bdi>}
      </Link>
      <Tooltip label={t('alike.message', { count })}>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconMessage size={14} />}
          aria-label={t('alike.message', { count })}
          onClick={() => onMessage(members, inOneLine(group.preview))}
        >
          {t('alike.to', { count })}
        </Button>
      </Tooltip>
    </li>
  )
}

/** Wrong answers that several students share, the most frequent first; each opens beside the grid. */
export const SharedMistakes = memo(function SharedMistakes({ groups, most, ...props }: SharedMistakesProps) {
  const { t } = useTranslation('dashboard')
  const [showsAll, setShowsAll] = useState(false)
  if (groups.length === 0) return null
  const left = groups.length - most
  return (
    <section className={classes.alike} aria-labelledby="alike-title">
      <h2 id="alike-title">{t('alike.title')}</h2>
      <ul>
        {(showsAll ? groups : groups.slice(0, most)).map((group) => (
          <Group key={`${group.question} ${group.key}`} group={group} {...props} />
        ))}
      </ul>
      {left > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? t('fewer') : t('more', { count: left })}
        </Button>
      )}
    </section>
  )
})
