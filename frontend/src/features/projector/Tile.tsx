import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProjectionGroup } from '../../api/types'
import { fitted } from '../../components/answer/fit'
import { FigureView } from '../../components/answer/FigureView'
import { type Extent, extentOf, lineCount } from '../../components/answer/figure'
import { figureOfAnswer } from '../../components/answer/figureOf'
import { asVerdict, VerdictMark } from '../../components/Verdict'
import { formatCount } from '../../lib/format'
import { MOST_MARKS } from './tiles'
import classes from './Tile.module.css'

/** A number of students as marks that can be counted at a glance; as a share of the class if they are many. */
function Marks({ count, seen }: { count: number; seen: number }) {
  if (count > MOST_MARKS) {
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
  withVerdict: boolean
  /** How many characters and lines of an answer can be read in it. */
  room: Extent
  /** Called with true when the pointer comes over the tile, and with false when it leaves. */
  onPoint: (isOn: boolean) => void
}

/** An answer that three or more gave, as large as its tile, and how many gave it. */
export function Tile({ group, seen, withVerdict, room, onPoint }: TileProps) {
  const { t } = useTranslation(['projector', 'answer'])
  const whole = figureOfAnswer(group.answer)
  const { figure, left } = fitted(whole, room)
  const { chars, lines } = extentOf(figure, room.chars)
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
          data-lines={lineCount(whole) > 1}
          style={
            { '--chars': Math.min(chars, room.chars), '--lines': lines + (left > 0 ? 1 : 0) } as CSSProperties
          }
        >
          <FigureView figure={figure} />
          {left > 0 && <p className={classes.left}>{t('answer:plusLines', { count: left })}</p>}
        </div>
      </div>
      <p className={classes.tileFoot}>
        <b>{formatCount(group.count)}</b>
        <Marks count={group.count} seen={seen} />
        {group.uncertain && <span className={classes.verdict}>{t('uncertain')}</span>}
        {withVerdict && (
          <span className={classes.verdict}>
            <VerdictMark verdict={verdict} large /> {t(verdict === '' ? 'unjudged' : verdict)}
          </span>
        )}
      </p>
    </li>
  )
}
