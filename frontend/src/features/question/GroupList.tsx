import { Button, Kbd } from '@mantine/core'
import { IconMessage, IconSortDescending } from '@tabler/icons-react'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerGroup, QuestionPage } from '../../api/types'
import { formatCount } from '../../lib/format'
import { useShortcuts } from '../../lib/shortcuts'
import { type CardContext, GroupCard } from './GroupCard'
import { GroupNames } from './GroupNames'
import { useStillGroups } from './useStillGroups'
import classes from './group.module.css'

interface GroupListProps extends CardContext {
  page: QuestionPage
}

function ListHead({ count, onSort }: { count: number; onSort: (() => void) | undefined }) {
  const { t } = useTranslation('question')
  return (
    <header className={classes.head}>
      <h2>{t('groups')}</h2>
      <span className="t3">{t('countGroups', { count })}</span>
      {onSort && (
        <Button
          variant="light"
          size="compact-sm"
          leftSection={<IconSortDescending size={14} />}
          title={t('sortAnewHint')}
          onClick={onSort}
        >
          {t('sortAnew')}
        </Button>
      )}
      <span className="grow" />
      <span className={classes.keys} aria-hidden>
        <Kbd>↑</Kbd> <Kbd>↓</Kbd> {t('keyGroup')} <Kbd>R</Kbd> {t('keyRight')} <Kbd>W</Kbd> {t('keyWrong')}{' '}
        <Kbd>L</Kbd> {t('keyLabel')}
      </span>
    </header>
  )
}

/** Who was seen and did not send the question. */
function Missing({ page, onMessage }: { page: QuestionPage; onMessage: CardContext['onMessage'] }) {
  const { t } = useTranslation('question')
  if (page.missing.length === 0) return null
  return (
    <section className={classes.missing} aria-label={t('missing')}>
      <p className={classes.count}>{formatCount(page.missing.length)}</p>
      <div className={classes.body}>
        <p className="t2">{t('missing')}</p>
        <GroupNames members={page.missing.map((student) => ({ student }))} />
      </div>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconMessage size={14} />}
        onClick={() => onMessage(page.missing, '')}
      >
        {t('message', { count: page.missing.length })}
      </Button>
    </section>
  )
}

/** Returns which group keys act on, and what chooses it. The first, until another is chosen. */
function useActive(groups: AnswerGroup[]) {
  const [chosen, setChosen] = useState<string>()
  const active = groups.find(({ key }) => key === chosen) ?? groups[0]
  const list = useRef<HTMLDivElement>(null)
  function focus(key: string | undefined) {
    const cards = list.current?.querySelectorAll<HTMLElement>('[data-group]') ?? []
    const card = [...cards].find(({ dataset }) => dataset.group === key)
    card?.focus({ preventScroll: true })
    card?.scrollIntoView({ block: 'nearest' })
  }
  return { active, list, focus, setActive: setChosen }
}

/** The answers of a question, alike ones together, the largest group first; keys act on the one in focus. */
export function GroupList({ page, ...context }: GroupListProps) {
  const { actions } = context
  const { groups, isStale, sortAnew } = useStillGroups(page.groups, `${context.query.partId} ${page.label}`)
  const { active, list, focus, setActive } = useActive(groups)
  const [labelling, setLabelling] = useState<string>()
  const close = useCallback(
    (key: string | undefined) => {
      setLabelling(key)
      if (key === undefined) focus(active?.key)
    },
    [active, focus],
  )
  const mark = (verdict: 'right' | 'wrong') =>
    active ? actions.mark(active, active.marked === verdict ? '' : verdict) : false
  const move = (by: 1 | -1) => {
    const isInList = list.current?.contains(document.activeElement) ?? false
    const at = groups.findIndex((group) => group === active)
    focus(groups[isInList ? Math.min(groups.length - 1, Math.max(0, at + by)) : at]?.key)
  }
  useShortcuts({
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    r: () => mark('right'),
    w: () => mark('wrong'),
    l: () => (active ? setLabelling(active.key) : false),
  })
  return (
    <div className={classes.groups}>
      <ListHead count={groups.length} onSort={isStale ? sortAnew : undefined} />
      <div className={classes.cards} ref={list}>
        {groups.map((group) => (
          <GroupCard
            key={group.key}
            {...context}
            group={group}
            isActive={group === active}
            isLabelling={labelling === group.key}
            onActive={setActive}
            onLabelling={close}
          />
        ))}
        <Missing page={page} onMessage={context.onMessage} />
      </div>
    </div>
  )
}
