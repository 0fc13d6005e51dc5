import { type ListState, recordAt } from '../../../api/recordList'
import type { RecordView } from '../../../api/types'
import { GalleryCard } from './GalleryCard'
import type { GalleryRow } from './galleryRows'
import { RunHeading } from './RunHeading'
import classes from './CardRow.module.css'

interface CardRowProps {
  of: GalleryRow
  /** Which row it is, from 0, and where it begins, in pixels. */
  row: number
  top: number
  /** The width of the scroll bar beside it, in pixels. */
  gutter: number
  columns: number
  /** The heights of its cards and of the line above them, in pixels. */
  height: number
  heading: number
  state: ListState
  chars: number
  cursor: number
  chosen: RecordView[]
  withNames: boolean
}

/** A row of the gallery: its cards, and the headings of what begins in it. */
export function CardRow(props: CardRowProps) {
  const { of, row, top, gutter, columns, height, heading, state, chars, cursor, chosen, withNames } = props
  return (
    <div
      role="row"
      aria-rowindex={row + 1}
      className={classes.gridRow}
      style={{
        transform: `translateY(${top}px)`,
        right: `max(0px, 1rem - ${gutter}px)`,
        height: height + heading,
        gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
        gridTemplateRows: `${heading}px minmax(0, 1fr)`,
      }}
    >
      {of.headings.map(({ run, column, span }) => (
        <div
          key={`heading ${run.from}`}
          role="rowheader"
          className={classes.heading}
          style={{ gridColumn: `${column + 1} / span ${span}` }}
        >
          <RunHeading run={run} />
        </div>
      ))}
      {of.cells.map(({ index, column }) => {
        const record = recordAt(state, index)
        return record ? (
          <GalleryCard
            key={record.id}
            record={record}
            chars={chars}
            index={index}
            column={column}
            isCursor={index === cursor}
            number={chosen.findIndex(({ id }) => id === record.id) + 1}
            withName={withNames}
          />
        ) : (
          <div
            key={`waiting ${index}`}
            role="gridcell"
            className={classes.waiting}
            style={{ gridColumn: column + 1 }}
          />
        )
      })}
    </div>
  )
}
