import { useTranslation } from 'react-i18next'
import type { Column, Form } from './distribution'
import { stackMarks } from './distribution'
import classes from './Dots.module.css'

const WIDTH = 368
const HEIGHT = 96
const FOOT = 34
/** How many characters of a value fit under a column; the whole is in its tooltip. */
const TEXT = 9

/** One student's answer: a disc, a square or a ring. */
function Dot({ form, x, y, size }: { form: Form; x: number; y: number; size: number }) {
  const r = size * 0.4
  if (form === 'wrong') {
    return <rect className={classes.wrong} x={x - r} y={y - r} width={2 * r} height={2 * r} />
  }
  return <circle className={form === 'right' ? classes.right : classes.unjudged} cx={x} cy={y} r={r} />
}

function Stack({ column, step, perRow }: { column: Column; step: number; perRow: number }) {
  const wide = Math.min(perRow, column.marks.length)
  return column.marks.map((form, i) => (
    <Dot
      key={i}
      form={form}
      size={step}
      x={((i % perRow) - (wide - 1) / 2) * step}
      y={-(Math.floor(i / perRow) + 0.5) * step - 1}
    />
  ))
}

const short = (text: string) => (text.length > TEXT ? `${text.slice(0, TEXT - 1)}…` : text)

/** Up to eight values as columns, a mark for each student who sent one. */
export function Dots({ columns, label }: { columns: Column[]; label: string }) {
  const { t } = useTranslation('question')
  const slot = WIDTH / Math.max(1, columns.length)
  const counts = columns.map(({ count }) => count)
  const { step, perRow } = stackMarks(counts, slot - 6, HEIGHT)
  const most = Math.max(1, ...counts.map((count) => Math.ceil(count / perRow)))
  const top = most * step + 4
  const said = columns.map(({ text, marks }) => {
    const many = (form: Form) => marks.filter((mark) => mark === form).length
    return t('columnSays', {
      text,
      right: many('right'),
      wrong: many('wrong'),
      unjudged: many('unjudged'),
    })
  })
  return (
    <svg
      className={classes.dots}
      viewBox={`0 0 ${WIDTH} ${top + FOOT}`}
      role="img"
      aria-label={`${label}. ${said.join('; ')}`}
    >
      <line className={classes.axis} x1={0} x2={WIDTH} y1={top} y2={top} />
      {columns.map((column, i) => (
        <g key={column.text} transform={`translate(${(i + 0.5) * slot} ${top})`}>
          <title>{said[i]}</title>
          <Stack column={column} step={step} perRow={perRow} />
          <text className={classes.value} y={15}>
            {short(column.text)}
          </text>
          <text className={classes.number} y={29}>
            {column.count}
          </text>
        </g>
      ))}
    </svg>
  )
}
