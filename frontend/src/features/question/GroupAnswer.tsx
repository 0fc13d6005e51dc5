import { Button, Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../api/queries'
import type { AnswerGroup } from '../../api/types'
import { fitted } from '../../components/answer/fit'
import { FigureView } from '../../components/answer/FigureView'
import { extentOf, type Figure, folded, lineCount } from '../../components/answer/figure'
import { figureOfAnswer, figureOfPreview } from '../../components/answer/figureOf'
import { AfterAWhile } from '../../components/AfterAWhile'
import classes from './GroupAnswer.module.css'

/** Longer code and text is folded to this many lines; a button unfolds it. */
const LINES = 12

/** What a card has room for of a matrix or a table; what is wider than WIDE is set smaller. */
const ROOM = { chars: 46, lines: 12 }
const WIDE = 28

function Foldable({ figure }: { figure: Figure }) {
  const { t } = useTranslation('question')
  const [isWhole, setWhole] = useState(false)
  const canFold = lineCount(figure) > LINES
  const isGrid = figure.kind === 'matrix' || figure.kind === 'table'
  const set = isGrid ? fitted(figure, ROOM).figure : figure
  return (
    <div
      className={classes.answer}
      data-kind={figure.kind}
      data-long={lineCount(figure) > 1}
      data-wide={extentOf(set).chars > WIDE}
      // Long lines are scrolled to, also by keyboard.
      {...(figure.kind === 'code' && { tabIndex: 0, role: 'group', 'aria-label': t('code') })}
    >
      <FigureView figure={canFold && !isWhole ? folded(set, LINES) : set} />
      {canFold && (
        <Button variant="subtle" size="compact-sm" onClick={() => setWhole(!isWhole)} aria-expanded={isWhole}>
          {t(isWhole ? 'partOfAnswer' : 'wholeAnswer')}
        </Button>
      )}
    </div>
  )
}

/** Asks for the whole answer if the preview does not suffice; keeps its room meanwhile. */
function Whole({ group }: { group: AnswerGroup }) {
  const receivedAt = group.members.find(({ recordId }) => recordId === group.recordId)?.receivedAt ?? ''
  const { data, error } = useAnswer({ id: group.recordId, receivedAt })
  if (error) return <p className="faint">{error.message}</p>
  if (data) return <Foldable figure={figureOfAnswer(data)} />
  return (
    <div className={classes.waiting}>
      <AfterAWhile>
        <Skeleton height="100%" radius="sm" />
      </AfterAWhile>
    </div>
  )
}

/** The answer of a group, set large. */
export function GroupAnswer({ group }: { group: AnswerGroup }) {
  const figure = figureOfPreview(group.type, group.preview)
  return figure ? <Foldable figure={figure} /> : <Whole group={group} />
}
