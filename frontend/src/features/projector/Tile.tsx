import { type CSSProperties, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer, ProjectionGroup } from '../../api/types'
import { fitted } from '../../components/answer/fit'
import { FigureView } from '../../components/answer/FigureView'
import { type Extent, extentOf } from '../../components/answer/figure'
import { figureOfAnswer } from '../../components/answer/figureOf'
import type { Shown } from '../../components/answer/useFigure'
import { useDifference } from '../../components/answer/useDifference'
import { useDifferenceWords } from '../../components/answer/useDifferenceWords'
import { asVerdict, VerdictMark } from '../../components/Verdict'
import { formatCount } from '../../lib/format'
import classes from './Tile.module.css'

interface MarksProps {
  count: number
  seen: number
  form: 'marks' | 'bar'
}

/** A number of students as marks that can be counted at a glance, or as a share of the class. */
function Marks({ count, seen, form }: MarksProps) {
  if (form === 'bar') {
    return (
      <span className={classes.shareBar} aria-hidden>
        <span style={{ width: `${Math.min(1, count / Math.max(1, seen)) * 100}%` }} />
      </span>
    )
  }
  return (
    <span className={classes.marks} aria-hidden>
      {Array.from({ length: count }, (_, i) => (
        <span key={i} />
      ))}
    </span>
  )
}

interface TileProps {
  group: ProjectionGroup
  seen: number
  /** How the number of students is drawn: the same on all tiles, so that they can be compared. */
  form: MarksProps['form']
  withVerdict: boolean
  /** The answer that this one is compared with; undefined for none. */
  against: Answer | undefined
  /** How many rows of long code or text fit into a tile. */
  rows: number
  /** How many characters and lines of any other answer can be read in it. */
  room: Extent
  /** Called with true when the pointer comes over the tile, and with false when it leaves. */
  onPoint: (isOn: boolean) => void
}

/** What a tile shows of an answer. */
function shownOf(answer: Answer): Pick<Shown, 'figure' | 'isPart'> {
  return { figure: figureOfAnswer(answer), isPart: answer.cut || answer.incomplete !== '' }
}

/** Returns the figure of a tile, and how it differs from the one that all are compared with. */
function useTile({ group, against }: Pick<TileProps, 'group' | 'against'>) {
  const { answer, uncertain } = group
  const figure = useMemo(() => figureOfAnswer(answer), [answer])
  const other = useMemo(() => against && shownOf(against), [against])
  const difference = useDifference({ figure, isPart: shownOf(answer).isPart || uncertain }, other)
  return { figure, difference }
}

/** An answer that three or more gave, as large as its tile, and how many gave it. */
export function Tile({ group, seen, form, withVerdict, against, rows, room, onPoint }: TileProps) {
  const { t } = useTranslation('projector')
  const differenceWords = useDifferenceWords()
  const { figure: whole, difference } = useTile({ group, against })
  const figure = fitted(whole, room)
  const { chars, lines } = extentOf(figure, rows)
  const verdict = withVerdict ? asVerdict(group.verdict) : ''
  return (
    <li
      className={classes.tile}
      onPointerEnter={() => onPoint(true)}
      onPointerLeave={() => onPoint(false)}
      data-verdict={withVerdict ? verdict || 'none' : undefined}
      aria-label={t('groupSays', { count: group.count })}
    >
      <div className={classes.answerBox}>
        <div
          className={classes.answer}
          data-kind={figure.kind}
          style={{ '--chars': chars, '--lines': lines } as CSSProperties}
        >
          <FigureView figure={figure} difference={difference} rows={rows} />
        </div>
      </div>
      <p className={classes.says}>
        {group.uncertain && <span>{t('uncertain')}</span>}
        {difference && differenceWords(difference).map((words) => <span key={words}>{words}</span>)}
        {withVerdict && (
          <span className={classes.verdict}>
            <VerdictMark verdict={verdict} large /> {t(verdict === '' ? 'unjudged' : verdict)}
          </span>
        )}
      </p>
      <p className={classes.tileFoot}>
        <b>{formatCount(group.count)}</b>
        <Marks count={group.count} seen={seen} form={form} />
      </p>
    </li>
  )
}
