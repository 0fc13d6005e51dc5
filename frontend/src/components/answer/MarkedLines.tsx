import { type CSSProperties, memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { highlightPython, type Token } from './highlight'
import { excerptOf, type ExcerptRow, type MarkedLine } from './lines'
import { Marks } from './Marks'
import classes from './MarkedLines.module.css'

interface MarkedLinesProps {
  source: string
  isCode: boolean
  /** What of each line another answer does not have; undefined marks nothing. */
  marks: MarkedLine[] | undefined
  /** How many rows are shown of a longer source; undefined shows all of it. */
  rows: number | undefined
  /** Shows all of it; without it only the number of lines left out is said. */
  onUnfold: (() => void) | undefined
}

function Fold({
  row,
  onUnfold,
}: { row: Extract<ExcerptRow, { left: number }> } & Pick<MarkedLinesProps, 'onUnfold'>) {
  const { t } = useTranslation('answer')
  const says =
    row.differing > 0
      ? t('linesLeftDiffering', { count: row.left, differing: row.differing })
      : t('linesLeft', { count: row.left })
  return onUnfold ? (
    <button type="button" className={classes.fold} onClick={onUnfold}>
      {says}
    </button>
  ) : (
    <span className={classes.fold}>{says}</span>
  )
}

const NOT_MARKED = { differs: false, lacks: 0, lacksAfter: 0 }

function Line({ tokens, mark }: { tokens: Token[]; mark: MarkedLine | undefined }) {
  const { t } = useTranslation('answer')
  const text = tokens.map((token) => token.text).join('')
  const { differs, lacks, lacksAfter } = mark ?? NOT_MARKED
  const count = lacks + lacksAfter
  return (
    <span
      className={classes.line}
      data-differs={differs}
      data-lacks={lacks > 0}
      data-lacks-after={lacksAfter > 0}
      title={count > 0 ? t('linesLackingHere', { count }) : undefined}
      style={{ '--indent': text.length - text.trimStart().length } as CSSProperties}
    >
      <Marks tokens={tokens} pieces={mark?.pieces ?? [{ text, isChanged: false }]} />
    </span>
  )
}

/**
 * The lines of code or text, in which what another answer does not have is marked. Of a long one: the lines that differ
 * and two around them.
 */
export const MarkedLines = memo(function MarkedLines({
  source,
  isCode,
  marks,
  rows,
  onUnfold,
}: MarkedLinesProps) {
  const lines = useMemo(() => {
    const text = source.trimEnd()
    return isCode ? highlightPython(text) : text.split('\n').map((line) => [{ text: line, kind: '' }])
  }, [source, isCode])
  const excerpt = useMemo(() => {
    const differing = (marks ?? []).flatMap(({ differs, lacks, lacksAfter }, i) =>
      differs || lacks + lacksAfter > 0 ? i : [],
    )
    return excerptOf(lines.length, differing, rows ?? lines.length)
  }, [lines, marks, rows])
  const scrolls = excerpt.length < lines.length && onUnfold !== undefined
  return (
    <pre
      className={classes.lines}
      data-scrolls={scrolls}
      data-code={isCode}
      style={{ '--rows': excerpt.length } as CSSProperties}
      {...(scrolls && { tabIndex: 0 })}
    >
      <code>
        {excerpt.map((row) =>
          'line' in row ? (
            <Line key={row.line} tokens={lines[row.line] ?? []} mark={marks?.[row.line]} />
          ) : (
            <Fold key={`left ${String(excerpt.indexOf(row))}`} row={row} onUnfold={onUnfold} />
          ),
        )}
      </code>
    </pre>
  )
})
