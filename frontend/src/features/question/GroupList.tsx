import { Button, Kbd } from '@mantine/core'
import { IconColumns2, IconSortDescending } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearch } from 'wouter'
import type { AnswerGroup, QuestionPage, QuestionQuery } from '../../api/types'
import { Compare } from '../../components/compare/Compare'
import { MAX_COMPARED, MIN_COMPARED, overlayOf } from '../../components/compare/compared'
import { referenceOf } from '../../components/answer/reference'
import { useFigure } from '../../components/answer/useFigure'
import { ReleaseButton } from '../../components/feedback/ReleaseButton'
import { takeFocus } from '../../lib/focus'
import { useShortcuts } from '../../lib/shortcuts'
import { useReading } from '../../lib/useReading'
import { useStableCallback } from '../../lib/useStableCallback'
import { type Against, type CardContext, GroupCard, type Labelling } from './GroupCard'
import { Missing } from './Missing'
import { previewedOf } from './previewed'
import { useStableGroups } from './useStableGroups'
import { useComparison } from './useComparison'
import { useOpened } from './useOpened'
import classes from './GroupList.module.css'

interface GroupListProps extends CardContext {
  page: QuestionPage
  onRelease: () => void
}

interface ListHeadProps {
  count: number
  /** How many groups are picked, and what compares their answers. */
  picked: number
  onCompare: () => void
  onSort: (() => void) | undefined
  /** How many answers wait for a release, and what releases them. */
  held: number
  onRelease: () => void
  /** Says what the answers are compared with; empty if they are not. */
  note: string
}

function ListHead({ count, picked, onCompare, onSort, note, ...release }: ListHeadProps) {
  const { t } = useTranslation('question')
  return (
    <header className={classes.head}>
      <h2>{t('groups')}</h2>
      <span className="faint">{t('countGroups', { count })}</span>
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
      {picked > 0 && picked < MIN_COMPARED && <span className="faint">{t('pickOneMore')}</span>}
      {picked >= MIN_COMPARED && (
        <Button
          variant="light"
          size="compact-sm"
          leftSection={<IconColumns2 size={14} />}
          onClick={onCompare}
        >
          {t('compare', { count: picked })}
        </Button>
      )}
      <span className={`grow faint truncate ${classes.note ?? ''}`} title={note}>
        {note}
      </span>
      <ReleaseButton {...release} />
      <span className={classes.keys} aria-hidden>
        <Kbd>↑</Kbd> <Kbd>↓</Kbd> {t('keyGroup')} <Kbd>R</Kbd> {t('keyRight')} <Kbd>W</Kbd> {t('keyWrong')}{' '}
        <Kbd>L</Kbd> {t('keyLabel')} <Kbd>X</Kbd> {t('keyPick')}
      </span>
    </header>
  )
}

/**
 * Returns the group on which keys act, and what chooses it. It is the one that the address names, or else the first, until
 * another is chosen.
 */
function useActive(groups: AnswerGroup[]) {
  const asked = new URLSearchParams(useSearch()).get('group') ?? undefined
  const [chosen, setChosen] = useState(asked)
  const active = groups.find(({ key }) => key === chosen) ?? groups[0]
  const list = useRef<HTMLDivElement>(null)
  function focus(key: string | undefined) {
    const cards = list.current?.querySelectorAll<HTMLElement>('[data-group]') ?? []
    const card = [...cards].find(({ dataset }) => dataset.group === key)
    card?.focus({ preventScroll: true })
    card?.scrollIntoView({ block: 'nearest' })
  }
  useEffect(() => {
    if (asked !== undefined) focus(asked)
  }, [asked])
  return { active, list, focus, setActive: setChosen }
}

/** Returns the groups picked for a comparison, in the order of picking, and what picks or unpicks one, or unpicks all. */
function usePicked(groups: AnswerGroup[]) {
  const [keys, setKeys] = useState<string[]>([])
  const picked = keys.flatMap((key) => groups.find((group) => group.key === key) ?? [])
  const pick = useStableCallback((key: string) => {
    const others = picked.map((group) => group.key).filter((one) => one !== key)
    if (others.length < picked.length) setKeys(others)
    else if (others.length < MAX_COMPARED) setKeys([...others, key])
  })
  return { picked, pick, unpickAll: () => setKeys([]) }
}

/** Returns the answer that the others are compared with, as soon as it is there; undefined if there is nothing to compare. */
function useAgainst(reference: AnswerGroup | undefined): Against | undefined {
  const { figure, isPart, error } = useFigure(reference && previewedOf(reference))
  const key = reference?.key
  const isUncertain = isPart || (reference?.uncertain ?? false)
  return useMemo(
    () => (key === undefined ? undefined : { key, figure, isPart: isUncertain, error }),
    [key, figure, isUncertain, error],
  )
}

/** The comparison in the place of the groups. */
function Comparison({
  comparison,
  query,
}: {
  comparison: ReturnType<typeof useComparison>
  query: QuestionQuery
}) {
  const { t } = useTranslation('question')
  return (
    <Compare
      ref={takeFocus}
      chosen={comparison.chosen}
      question={query.question}
      partId={query.partId}
      withNames={false}
      isDiff={comparison.isDiff}
      onDiff={comparison.setDiff}
      isLarge
      onRemove={({ groupKey }) => comparison.remove(groupKey)}
      onClear={comparison.leave}
      clearWords={t('leaveComparison')}
    />
  )
}

const studentsOf = ({ members }: AnswerGroup) => members.map(({ student }) => student)

/** The groups of equal answers to a question, the largest first; keys act on the group in focus. */
export function GroupList({ page, onRelease, ...context }: GroupListProps) {
  const { t } = useTranslation('question')
  const { actions, query } = context
  const { isReading, on } = useReading()
  const of = `${query.partId} ${page.label}`
  const { groups, taken, isStale, sortAnew } = useStableGroups(page.groups, of, isReading)
  const reference = referenceOf(groups)
  const against = useAgainst(reference)
  const { active, list, focus, setActive } = useActive(groups)
  const { picked, pick, unpickAll } = usePicked(groups)
  const comparison = useComparison({
    of: page.label,
    groups,
    active,
    picked,
    reference,
    onLeave: () => focus(active?.key),
  })
  const { opened, open } = useOpened()
  const [labelling, setLabelling] = useState<{ key: string; what: Labelling }>()
  const label = useStableCallback((key: string | undefined, what: Labelling = 'label') => {
    setLabelling(key === undefined ? undefined : { key, what })
    if (key === undefined) focus(active?.key)
  })
  const mark = (verdict: 'right' | 'wrong') =>
    active ? actions.mark(active, active.marked === verdict ? '' : verdict) : false
  const move = (by: 1 | -1) => {
    const isInList = list.current?.contains(document.activeElement) ?? false
    const at = groups.findIndex((group) => group === active)
    focus(groups[isInList ? Math.min(groups.length - 1, Math.max(0, at + by)) : at]?.key)
  }
  const isComparing = comparison.chosen.length > 0
  const isFree = !isComparing
  useShortcuts({
    ArrowDown: () => isFree && move(1),
    ArrowUp: () => isFree && move(-1),
    r: () => isFree && mark('right'),
    w: () => isFree && mark('wrong'),
    l: () => isFree && active !== undefined && label(active.key),
    i: () => isFree && active !== undefined && label(active.key, 'hint'),
    x: () => (isFree && active ? pick(active.key) : false),
    v: () => (isFree && active && active.variants.length > 0 ? open(active.key) : false),
    a: () => (isFree && active ? context.onMessage(studentsOf(active), active) : false),
    d: () => (overlayOf(comparison.chosen) ? comparison.setDiff(!comparison.isDiff) : false),
    Enter: () => isFree && comparison.open(),
    // The first press leaves the comparison, the next lets the picked ones go; the page's own comes after.
    Escape: () => {
      if (isComparing) comparison.leave()
      else if (picked.length > 0) unpickAll()
      else return false
      return true
    },
  })
  return (
    <div className={classes.groups}>
      <ListHead
        count={groups.length}
        picked={picked.length}
        onCompare={comparison.open}
        onSort={isStale ? sortAnew : undefined}
        held={page.held}
        onRelease={onRelease}
        note={reference ? t(reference.verdict === 'right' ? 'fromRight' : 'fromLargest') : ''}
      />
      <div className={classes.cards} ref={list} inert={isComparing} {...on}>
        {groups.map((group) => (
          <GroupCard
            key={group.key}
            {...context}
            group={group}
            against={against}
            tolerance={page.equivalence}
            taken={taken.get(group.key) ?? group}
            isActive={group === active}
            labelling={labelling?.key === group.key ? labelling.what : undefined}
            isPicked={picked.includes(group)}
            isOpen={opened.includes(group.key)}
            onOpen={open}
            onActive={setActive}
            onLabelling={label}
            onPick={pick}
          />
        ))}
        <Missing page={page} onMessage={context.onMessage} />
      </div>
      {isComparing && <Comparison comparison={comparison} query={query} />}
    </div>
  )
}
