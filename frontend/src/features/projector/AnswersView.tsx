import { type CSSProperties, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHideFromWall } from '../../api/questions'
import type { Projection, ProjectionGroup } from '../../api/types'
import { referenceOf } from '../../components/answer/reference'
import { useShortcuts } from '../../lib/shortcuts'
import { stableOrder } from '../../lib/stableOrder'
import { Rolling } from './CountView'
import { Strip } from './Strip'
import { Tile } from './Tile'
import { MOST_MARKS, pageOf, pagesOf, roomOf, wallFor } from './tiles'
import { EmptyView } from './EmptyView'
import { Heading } from './Heading'
import classes from './AnswersView.module.css'

function Head({ shown: { question, title, sent, seen } }: { shown: Projection }) {
  const { t } = useTranslation('projector')
  return (
    <header className={classes.head}>
      <Heading>
        <span>{t('question', { label: question })}</span> <bdi>{title}</bdi>
      </Heading>
      <p className={classes.sent} data-testid="projector-sent">
        <Rolling value={sent} /> <small>{t('sentIt', { count: sent, seen })}</small>
      </p>
      <Strip sent={sent} seen={seen} />
    </header>
  )
}

/** Returns the groups in the order in which they were first seen: a class cannot read what moves. */
function useStableGroups({ question, groups }: Projection) {
  const now = groups.map(({ key }) => key)
  const [kept, setKept] = useState({ question, order: now })
  const order = kept.question === question ? stableOrder(kept.order, now) : now
  if (kept.question !== question || order.join('\n') !== kept.order.join('\n')) setKept({ question, order })
  return order.flatMap((key) => groups.find((group) => group.key === key) ?? [])
}

/** Hides an answer by X: the one under the pointer, else the newest on the wall. Z brings all back. Returns what to call
 * with the key of the answer under the pointer. */
function useHiding(sessionId: number, { question, hidden }: Projection, onWall: ProjectionGroup[]) {
  const [pointed, setPointed] = useState<string>()
  const hide = useHideFromWall(sessionId, question)
  const chosen = onWall.find(({ key }) => key === pointed) ?? onWall.at(-1)
  useShortcuts({
    x: () => (chosen ? hide.mutate({ key: chosen.key, isHidden: true }) : false),
    z: () => (hidden > 0 ? hide.mutate({ key: '', isHidden: false }) : false),
  })
  return setPointed
}

interface AnswersViewProps {
  shown: Projection
  withVerdicts: boolean
  /** Which of the walls that the answers fill, from 0. */
  page: number
}

/** The answers to a question that three or more gave, each as large as there is room for. */
export function AnswersView({
  shown,
  sessionId,
  withVerdicts,
  page,
}: AnswersViewProps & { sessionId: number }) {
  const { t } = useTranslation('projector')
  const groups = useStableGroups(shown)
  const wall = wallFor(groups.length)
  const { from, to } = pageOf(groups.length, page)
  const reference = referenceOf(groups)
  const form = groups.some(({ count }) => count > MOST_MARKS) ? 'bar' : 'marks'
  const pointAt = useHiding(sessionId, shown, groups.slice(from, to))
  const grid = { '--columns': wall.columns, '--rows': wall.rows } as CSSProperties
  if (shown.question === '') return <EmptyView>{t('nothingYet')}</EmptyView>
  return (
    <section className={classes.answers}>
      <Head shown={shown} />
      {groups.length === 0 ? (
        <EmptyView>{t('noAnswers')}</EmptyView>
      ) : (
        <ol className={classes.wall} style={grid} data-testid="projector-wall">
          {groups.slice(from, to).map((group) => (
            <Tile
              key={group.key}
              group={group}
              seen={shown.seen}
              form={form}
              withVerdict={withVerdicts}
              against={group === reference ? undefined : reference?.answer}
              rows={wall.lines}
              room={roomOf(wall)}
              onPoint={(isOn) => pointAt(isOn ? group.key : undefined)}
            />
          ))}
        </ol>
      )}
    </section>
  )
}

/** A line that says which answers are shown, which are not, and why. */
export function AnswersNote({
  shown,
  withVerdicts,
  page,
  isChosen,
}: AnswersViewProps & { isChosen: boolean }) {
  const { t } = useTranslation('projector')
  const count = shown.groups.length
  const { from, to } = pageOf(count, page)
  const isNoneJudged = withVerdicts && shown.groups.every(({ verdict }) => verdict === '')
  // In place of the rest: a longer note could move the wall.
  if (isNoneJudged) return <span data-testid="projector-others">{t('noneJudged')}</span>
  return (
    <span data-testid="projector-others">
      {isChosen && `${t('chosen', { count })} `}
      {pagesOf(count) > 1 && `${t('page', { first: from + 1, count: to - from, last: to, of: count })} `}
      {shown.hidden > 0 && `${t('hidden', { count: shown.hidden })} `}
      {shown.others > 0 ? t('others', { count: shown.others }) : t('fewerHidden')}
    </span>
  )
}
