import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { Fragment, type KeyboardEvent, memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { AttentionLine, HelpQueue } from '../../api/types'
import { formatCount } from '../../lib/format'
import { useShortcuts } from '../../lib/shortcuts'
import { type Actions, StudentLine } from './AttentionItem'
import { SharedLine } from './SharedLine'
import { countNeedy, countWaiting, hasQueue, heldLines, lineKey } from './attention'
import type { GridStudent } from './gridModel'
import { useHeld, useReading } from '../../lib/useReading'
import { QueueHead } from './QueueHead'
import classes from './Attention.module.css'

/** Returns the line that has the focus or the pointer; else the first that is chosen. */
function lineAtHand(list: Element | null, first: string): HTMLElement | undefined {
  const [focus, pointer] = ['li[data-reason]:focus-within', 'li[data-reason]:hover']
  for (const selector of [focus, pointer, first]) {
    const line = list?.querySelector<HTMLElement>(selector)
    if (line) return line
  }
  return undefined
}

/** Moves the focus to the next or the previous line; Escape gives it up. */
function onArrow(event: KeyboardEvent<HTMLElement>) {
  if (event.key === 'Escape' && document.activeElement instanceof HTMLElement) document.activeElement.blur()
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (by === undefined) return
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-line]')]
  const at = lines.findIndex((line) => line.closest('li')?.contains(document.activeElement))
  lines[at + by]?.focus()
  event.preventDefault()
}

interface LinesProps extends Actions {
  lines: readonly AttentionLine[]
  students: ReadonlyMap<number, GridStudent>
}

function Lines({ lines, students, ...actions }: LinesProps) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  function toggle(key: string) {
    const next = new Set(opened)
    if (!next.delete(key)) next.add(key)
    setOpened(next)
  }
  return lines.map((line) => {
    const key = lineKey(line)
    const members = line.members.flatMap((member) => {
      const student = students.get(member.studentId)
      return student ? [{ member, student }] : []
    })
    const isShared = members.length > 1
    return (
      <Fragment key={key}>
        {isShared && (
          <SharedLine
            line={line}
            students={members.map(({ student }) => student)}
            isOpen={opened.has(key)}
            onToggle={() => toggle(key)}
            {...actions}
          />
        )}
        {(!isShared || opened.has(key)) &&
          members.map(({ member, student }) => (
            <StudentLine key={student.id} line={line} member={member} student={student} {...actions} />
          ))}
      </Fragment>
    )
  })
}

interface AttentionProps extends LinesProps {
  queue: HelpQueue
  onPause: (isPaused: boolean) => void
  /** How many lines there is room for. */
  most: number
  /** Whether the session is open: after its end nobody needs help. */
  isOpen: boolean
  /** The route of the page that sets the thresholds. */
  settings: string
}

/** Returns the button that answers the request in focus, else the first one, or that shows the requests of a folded line. */
function answerAtHand(list: HTMLElement | null): HTMLElement | undefined {
  const line = document.activeElement?.closest('li[data-reason="help"]')
  const of = (place: Element | null | undefined) =>
    place?.querySelector<HTMLElement>('[data-answer]') ?? undefined
  const folded = list?.querySelector<HTMLElement>('[data-reason="help"] button[aria-expanded="false"]')
  return of(line) ?? of(list) ?? folded ?? undefined
}

interface KeysProps extends Pick<AttentionProps, 'students' | 'isOpen' | 'onPause' | 'onVisit'> {
  list: HTMLElement | null
  isPaused: boolean
}

/** The keys of the list: visited, on the way, answer, and for the queue of help: pause. */
function useKeys({ list, students, isOpen, isPaused, onPause, onVisit }: KeysProps) {
  useShortcuts({
    v: () => {
      if (document.activeElement?.closest('[role="grid"]')) return false
      const line = lineAtHand(list, '[data-student][data-visited="false"]')
      const all = line?.querySelector<HTMLElement>('[data-visit-all]')
      const student = students.get(Number(line?.dataset.student))
      all?.click()
      if (student) onVisit([student], true)
      return Boolean(all ?? student)
    },
    t: () => {
      const first = 'li:has([data-take="true"])'
      const button = lineAtHand(list, first)?.querySelector<HTMLElement>('[data-take]')
      button?.click()
      return Boolean(button)
    },
    q: () => {
      if (isOpen) onPause(!isPaused)
      return isOpen
    },
    a: ({ shiftKey }) => {
      if (shiftKey) return false
      const button = answerAtHand(list)
      button?.click()
      return button !== undefined
    },
  })
}

/** Whom to help, and why. The list is short, has no scores, and does not move while it is read. */
export const Attention = memo(function Attention({
  lines,
  students,
  most,
  isOpen,
  settings,
  queue,
  onPause,
  ...actions
}: AttentionProps) {
  const { t } = useTranslation('dashboard')
  const { isReading, on } = useReading()
  const [showsAll, setShowsAll] = useState(false)
  const [list, setList] = useState<HTMLElement | null>(null)
  const held = useHeld(lines, isReading)
  const shown = heldLines(held, lines)
  const room = useHeld(most, isReading)
  const waiting = countWaiting(held, lines)
  const count = countNeedy(lines)
  const left = shown.length - room
  const isFolded = shown.some(({ members }) => members.length > 1)

  useKeys({ list, students, isOpen, isPaused: queue.pausedAt !== '', onPause, onVisit: actions.onVisit })

  return (
    <section className={classes.attention} aria-labelledby="attention-title">
      <header className={classes.head}>
        <div className={classes.title}>
          <h2 id="attention-title">{t('attention.title')}</h2>
          {count > 0 && (
            <span className="faint">{isFolded ? t('attention.alike', { count }) : formatCount(count)}</span>
          )}
          {waiting > 0 && <b className={classes.waiting}>{t('attention.waiting', { count: waiting })}</b>}
        </div>
        <Tooltip label={t('attention.thresholds')}>
          <ActionIcon component={Link} href={settings} aria-label={t('attention.thresholds')}>
            <IconAdjustmentsHorizontal size={16} />
          </ActionIcon>
        </Tooltip>
      </header>
      {isOpen && hasQueue(queue, lines) && <QueueHead queue={queue} onPause={onPause} />}
      <ul
        ref={setList}
        className={classes.list}
        onKeyDown={onArrow}
        {...on}
        aria-labelledby="attention-title"
      >
        <Lines lines={showsAll ? shown : shown.slice(0, room)} students={students} {...actions} />
        {shown.length === 0 && (
          <li className={classes.nobody}>
            {isOpen ? (
              <>
                <b>{t('attention.nobody')}</b> {t('attention.nobodyText')}
              </>
            ) : (
              t('attention.over')
            )}
          </li>
        )}
        {left > 0 && (
          <li className={classes.more}>
            <Button variant="subtle" size="compact-sm" onClick={() => setShowsAll(!showsAll)}>
              {showsAll ? t('fewer') : t('more', { count: left })}
            </Button>
          </li>
        )}
      </ul>
    </section>
  )
})
