import { BarChart } from '@mantine/charts'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../../lib/format'
import { axisText, type Bin, type Column } from './distribution'
import classes from './Histogram.module.css'

const HEIGHT = 150

interface HistogramProps {
  bins: Bin[]
  apart: Column[]
  label: string
}

/** Many different values, in bins of one axis: how many students sent a value in each bin. */
export function Histogram({ bins, apart, label }: HistogramProps) {
  const { t } = useTranslation('question')
  const data = bins.map(({ from, to, ...counts }) => ({
    from: axisText(from),
    range: t('binSays', { from: axisText(from), to: axisText(to) }),
    ...counts,
  }))
  const said = data
    .map(({ range, right, wrong, unjudged }) => t('columnSays', { text: range, right, wrong, unjudged }))
    .join('; ')
  return (
    <>
      <div role="img" aria-label={`${label}. ${said}`}>
        <BarChart
          className={classes.chart}
          h={HEIGHT}
          data={data}
          dataKey="from"
          type="stacked"
          barProps={{ isAnimationActive: false }}
          barChartProps={{ barCategoryGap: 2, accessibilityLayer: false }}
          yAxisProps={{ width: 28, allowDecimals: false }}
          gridAxis="y"
          tickLine="none"
          tooltipAnimationDuration={0}
          tooltipProps={{
            labelFormatter: (_, [first]) => (first?.payload as { range: string } | undefined)?.range ?? '',
          }}
          series={[
            { name: 'right', label: t('right'), color: 'var(--right-fill)' },
            { name: 'wrong', label: t('wrong'), color: 'url(#npt-hatch)' },
            { name: 'unjudged', label: t('unjudged'), color: 'var(--sent)' },
          ]}
        />
        <svg className={classes.patterns} aria-hidden>
          <defs>
            <pattern
              id="npt-hatch"
              width="5"
              height="5"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect className={classes.hatchPaper} width="5" height="5" />
              <rect className={classes.hatchLine} width="2.6" height="5" />
            </pattern>
          </defs>
        </svg>
      </div>
      {apart.length > 0 && (
        <p className="faint">
          {t('apart', { what: apart.map(({ text, count }) => `${text} (${formatCount(count)})`).join(', ') })}
        </p>
      )}
    </>
  )
}
