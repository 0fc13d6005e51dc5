import { Button, Tooltip } from '@mantine/core'
import { IconMessage } from '@tabler/icons-react'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { SharedMistake } from '../../api/types'
import { QuestionLabel } from '../../components/QuestionLabel'
import { formatCount } from '../../lib/format'
import { useHeld, useReading } from '../../lib/useReading'
import { heldMistakes, mistakeKey } from './heldMistakes'
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
  /** Whether the grid is read: then nothing beside it moves. */
  isGridRead: boolean
  onMessage: Actions['onMessage']
  onPeek: Actions['onPeek']
}

function Group({
  group,
  students,
  partId,
  onMessage,
  onPeek,
}: Omit<SharedMistakesProps, 'groups' | 'most' | 'isGridRead'> & { group: SharedMistake }) {
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

/**
 * Wrong answers that several students share, the most frequent first; each opens beside the grid. While somebody reads,
 * each keeps its place.
 */
export const SharedMistakes = memo(function SharedMistakes(props: SharedMistakesProps) {
  const { groups: now, most, isGridRead, ...shared } = props
  const { t } = useTranslation('dashboard')
  const [showsAll, setShowsAll] = useState(false)
  const { isReading, on } = useReading()
  const groups = heldMistakes(useHeld(now, isReading || isGridRead), now)
  if (groups.length === 0) return null
  const left = groups.length - most
  return (
    <section className={classes.alike} aria-labelledby="alike-title" {...on}>
      <h2 id="alike-title">{t('alike.title')}</h2>
      <ul>
        {(showsAll ? groups : groups.slice(0, most)).map((group) => (
          <Group key={mistakeKey(group)} group={group} {...shared} />
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
