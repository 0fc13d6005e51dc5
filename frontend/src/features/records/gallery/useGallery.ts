import { useDocumentVisibility } from '@mantine/hooks'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuestions } from '../../../api/queries'
import { recordAt } from '../../../api/recordList'
import type { RecordView } from '../../../api/types'
import { compareWith } from '../../../components/compare/compared'
import { notifyError } from '../../../components/notify'
import { without } from '../filter/options'
import type { ListRequest } from '../list/query'
import { useCursor } from '../list/useCursor'
import { useRecordPages } from '../list/useRecordPages'
import type { WaitReason } from '../list/Waiting'
import { type Filter, isEmptyFilter, isLive, noFilter } from '../route/route'
import type { ViewProps } from '../route/view'
import { type GalleryRow, verticalFrom } from './galleryRows'
import { useGalleryKeys } from './useGalleryKeys'

/** Returns the first label, and keeps returning it while it is among the labels, so that the question shown stays. */
function useFirst(labels: string[] | undefined): string | undefined {
  const [held, hold] = useState<string>()
  const first = held !== undefined && labels?.includes(held) ? held : labels?.[0]
  if (first !== held) hold(first)
  return first
}

/** Returns the answers that are compared, which another question lets go, and how they are shown. */
function useComparison(label: string | undefined) {
  const [held, setHeld] = useState<{ of: string | undefined; records: RecordView[] }>({
    of: label,
    records: [],
  })
  const [isDiff, setDiff] = useState(false)
  const [isLarge, setLarge] = useState(false)
  return {
    chosen: held.of === label ? held.records : [],
    choose: (records: RecordView[]) => {
      setHeld({ of: label, records })
      if (records.length === 0) setLarge(false)
    },
    isDiff,
    setDiff,
    isLarge,
    setLarge,
  }
}

interface Holds {
  isComparing: boolean
  isAway: boolean
  isPointed: boolean
}

/** Returns why new answers wait. */
function reasonOf({ isComparing, isAway, isPointed }: Holds): WaitReason {
  if (isComparing) return 'waitComparing'
  if (isAway) return 'waitScrolled'
  return isPointed ? 'waitPointed' : 'waitSorted'
}

/**
 * Returns the answers, and lets cards move only when the reader acts: who only looks reads too. They come by themselves
 * while there is none, while the window is out of sight, and in the moment in which the reader leaves them.
 */
function useStillPages(request: ListRequest, isRead: boolean) {
  const isInSight = useDocumentVisibility() === 'visible'
  const [isHeld, setHeld] = useState(false)
  const [wasRead, setWasRead] = useState(isRead)
  const list = useRecordPages(request, isHeld)
  const isLeft = wasRead && !isRead
  const mustHold = isRead || (isInSight && list.state.total > 0 && !isLeft)
  if (wasRead !== isRead && (isRead || list.state.asOf === '')) setWasRead(isRead)
  if (mustHold !== isHeld) setHeld(mustHold)
  return { ...list, isHeld: mustHold }
}

/** Returns the answers to one question and all actions on them. */
export function useGallery({ session, route, goTo }: Pick<ViewProps, 'session' | 'route' | 'goTo'>) {
  const { t } = useTranslation('records')
  const { filter, order: sort } = route
  const { data: questions } = useQuestions(session.id)
  const first = useFirst(questions?.map((question) => question.label))
  const label = filter.questions[0] ?? first
  const request: ListRequest = {
    sessionId: session.id,
    filter: { ...filter, questions: label === undefined ? [] : [label] },
    sort,
    openedAt: session.openedAt,
  }
  /** Applies a filter. If it adds a question to the one that is shown, it shows the added question alone. */
  const narrow = (next: Filter, isTyping = false) => {
    const other = next.questions.find((question) => question !== label)
    const questions = other === undefined ? filter.questions : [other]
    goTo({ filter: { ...next, questions } }, isTyping ? 'soon' : 'now')
  }
  const [isScrolled, setScrolled] = useState(false)
  const [isHere, setHere] = useState(false)
  const [isRead, setRead] = useState(false)
  const rows = useRef<GalleryRow[]>([])
  const comparison = useComparison(label)
  const { chosen, choose, isLarge, setLarge, isDiff, setDiff } = comparison
  const { state, pages, isHeld } = useStillPages(request, isRead)
  const cursor = useCursor(state, undefined)
  const isNarrowed = !isEmptyFilter(without(filter, 'question'))
  const isAway = isScrolled || cursor.at >= 0
  const mustHold = chosen.length > 0 || isAway || isHere
  if (mustHold !== isRead) setRead(mustHold)

  const toggleAt = (index: number) => {
    const record = recordAt(state, index)
    if (!record) return
    cursor.set(index)
    const next = compareWith(chosen, record)
    if (next) choose(next)
    else notifyError(t('gallery.atMost'))
  }
  const release = () => {
    cursor.restart()
    pages.release()
  }
  useGalleryKeys({
    cursor,
    total: state.total,
    vertical: (by) => verticalFrom(rows.current, Math.max(0, cursor.at), by),
    chosen,
    isLarge,
    onCompare: toggleAt,
    onHome: release,
    onLarge: () => setLarge(!isLarge),
    onDiff: () => setDiff(!isDiff),
    onEscape: () => {
      if (isLarge) setLarge(false)
      else if (chosen.length > 0) choose([])
      else if (cursor.at >= 0) cursor.set(-1)
      else if (isNarrowed) narrow(noFilter)
      else return false
      return true
    },
  })
  return {
    label,
    questions,
    request,
    isNarrowed,
    narrow,
    state,
    pages,
    cursor,
    ...comparison,
    toggleAt,
    reason: reasonOf({ isComparing: chosen.length > 0, isAway, isPointed: isHere && isLive(sort) }),
    release,
    setHere,
    setScrolled,
    isHeld,
    setRows: useCallback((next: GalleryRow[]) => void (rows.current = next), []),
    setVisible: useCallback((first: number, last: number) => pages.setVisible(first, last), [pages]),
  }
}
