import { Button, Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Difference } from '../../components/answer/difference'
import { fitted } from '../../components/answer/fit'
import { FigureView } from '../../components/answer/FigureView'
import { extentOf, type Figure, lineCount } from '../../components/answer/figure'
import type { Shown } from '../../components/answer/useFigure'
import { AfterAWhile } from '../../components/AfterAWhile'
import { useCardRoom } from './useCardRoom'
import classes from './GroupAnswer.module.css'

/** Longer code and text is folded to this many rows; a button unfolds it. */
const ROWS = 12

/** A matrix or table that is wider is set smaller. */
const WIDE = 28

function Foldable({ figure, difference }: { figure: Figure; difference: Difference | undefined }) {
  const { t } = useTranslation('question')
  const [isWhole, setWhole] = useState(false)
  const room = useCardRoom()
  const isGrid = figure.kind === 'matrix' || figure.kind === 'table'
  const set = isGrid ? fitted(figure, { chars: room, lines: ROWS }) : figure
  return (
    <div
      className={classes.answer}
      data-kind={figure.kind}
      data-long={lineCount(figure) > 1}
      data-wide={isGrid && extentOf(set).chars > WIDE}
      {...(figure.kind === 'code' && { role: 'group', 'aria-label': t('code') })}
    >
      <FigureView
        figure={set}
        difference={difference}
        rows={isWhole ? undefined : ROWS}
        onUnfold={() => setWhole(true)}
      />
      {isWhole && (
        <Button variant="subtle" size="compact-sm" onClick={() => setWhole(false)}>
          {t('partOfAnswer')}
        </Button>
      )}
    </div>
  )
}

/** The answer of a group, set large, with what differs from another marked; keeps its room until it is there. */
export function GroupAnswer({ shown, difference }: { shown: Shown; difference: Difference | undefined }) {
  if (shown.figure) return <Foldable figure={shown.figure} difference={difference} />
  if (shown.error) return <p className="faint">{shown.error.message}</p>
  return (
    <div className={classes.waiting}>
      <AfterAWhile>
        <Skeleton height="100%" radius="sm" />
      </AfterAWhile>
    </div>
  )
}
