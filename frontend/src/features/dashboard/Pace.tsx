import { AreaChart } from '@mantine/charts'
import { ActionIcon, Tooltip } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconChartAreaLine, IconTable } from '@tabler/icons-react'
import { memo, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount, formatTime } from '../../lib/format'
import { useScale } from '../../lib/preferences'
import { begun, edgeLabels, fieldOf, type Reached, samples, timeTicks } from './pace'
import { PaceTable } from './PaceTable'
import { PaceTip } from './PaceTip'
import classes from './Pace.module.css'

const SAMPLES = 90
const TICKS = 5
const MANY = 24
/** Above and below the chart's area, and beside it, in pixels of the design. */
const [ABOVE, BELOW, LEFT, RIGHT] = [8, 20, 36, 64]
const LABEL = 15
/** The height of a line of what stands under the pointer, and how many lines it has around its questions. */
const [LINE, AROUND] = [16, 2]
const MOST_LINES = 7

/** Lighter for questions that the class has left, darker for those that only the fastest reached: one hue, no verdict. */
function colorOf(place: number, questions: number): string {
  const share = questions === 1 ? 45 : 14 + (70 * place) / (questions - 1)
  return `color-mix(in oklab, var(--accent) ${share.toFixed(1)}%, var(--surface))`
}

/** Returns how many questions fit into a chart of so many lines. */
const tipLines = (lines: number) => Math.min(MOST_LINES, Math.max(1, Math.floor(lines) - AROUND))

export interface PaceProps {
  reached: readonly Reached[]
  students: number
  /** The time shown, in milliseconds. */
  from: number
  to: number
}

const stamp = (at: number) => new Date(at).toISOString()

/** How many students had reached each question at each time: one area a question, in steps that only rise. */
const Chart = memo(function Chart({ reached, students, from, to }: PaceProps) {
  const { t } = useTranslation('dashboard')
  const px = useScale()
  const { ref, height } = useElementSize()
  const data = useMemo(() => samples(reached, from, to, SAMPLES), [reached, from, to])
  const area = height - px(ABOVE) - px(BELOW)
  return (
    <div className={classes.chart} ref={ref}>
      <AreaChart
        className={classes.areas}
        data={data}
        dataKey="at"
        series={reached.map((_, place) => ({ name: fieldOf(place), color: colorOf(place, reached.length) }))}
        curveType="stepAfter"
        withGradient={false}
        withDots={false}
        fillOpacity={1}
        strokeWidth={reached.length > MANY ? 0.5 : 1}
        strokeDasharray="0"
        gridAxis="none"
        areaProps={{ stroke: 'var(--surface)' }}
        areaChartProps={{ margin: { top: px(ABOVE), right: px(RIGHT), bottom: 0, left: 0 } }}
        xAxisProps={{
          type: 'number',
          domain: [from, to],
          ticks: timeTicks(from, to, TICKS),
          tickFormatter: (at: number) => formatTime(stamp(at)),
          height: px(BELOW),
          tickSize: 0,
          tickMargin: -2,
          interval: 'preserveStartEnd',
        }}
        yAxisProps={{
          domain: [0, students],
          ticks: [0, students],
          width: px(LEFT),
          tickSize: 0,
          tickMargin: 0,
        }}
        valueFormatter={formatCount}
        referenceLines={[
          { y: students / 2, label: t('pace.half'), color: 'var(--text-2)', strokeDasharray: '3 3' },
        ]}
        tooltipProps={{
          isAnimationActive: false,
          // Within the chart: it covers nothing of what stands above.
          position: { y: 0 },
          wrapperStyle: { zIndex: 4 },
          content: ({ payload }) => (
            <PaceTip
              sample={payload[0]?.payload as unknown}
              reached={reached}
              students={students}
              most={tipLines(height / px(LINE))}
            />
          ),
        }}
        role="group"
        aria-label={t('pace.chart')}
      />
      <ol className={classes.edge} aria-hidden>
        {edgeLabels(reached, students, area, px(LABEL)).map(({ place, label, count, top }) => (
          <li key={place} style={{ top: px(ABOVE) + top }}>
            <bdi>{label}</bdi> <span>{formatCount(count)}</span>
          </li>
        ))}
      </ol>
    </div>
  )
})

/** How the class moves through the questions: a chart, and a table for readers who cannot see it. */
export const Pace = memo(function Pace({ reached, ...props }: PaceProps) {
  const { t } = useTranslation('dashboard')
  const [isTable, setTable] = useState(false)
  const shown = useMemo(() => begun(reached), [reached])
  const label = isTable ? t('pace.asChart') : t('pace.asTable')
  return (
    <section className={classes.pace} aria-labelledby="pace-title">
      <header className={classes.head}>
        <h2 id="pace-title">{t('pace.title')}</h2>
        <span className={`${classes.hint} truncate`}>
          {shown.length === 0 ? t('pace.empty') : t('pace.hint')}
        </span>
        {shown.length > 0 && (
          <Tooltip label={label}>
            <ActionIcon aria-label={label} onClick={() => setTable(!isTable)}>
              {isTable ? <IconChartAreaLine size={16} /> : <IconTable size={16} />}
            </ActionIcon>
          </Tooltip>
        )}
      </header>
      {shown.length > 0 && isTable && <PaceTable reached={shown} students={props.students} />}
      {shown.length > 0 && !isTable && <Chart reached={shown} {...props} />}
    </section>
  )
})
