import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { AfterAWhile } from './AfterAWhile'
import classes from './LoadingRows.module.css'

/** Placeholders for rows that are loading, as high as the rows will be. */
export function LoadingRows({ count, height }: { count: number; height: number }) {
  const { t } = useTranslation('common')
  return (
    <AfterAWhile>
      <div role="status" aria-label={t('loading')}>
        {Array.from({ length: count }, (_, i) => (
          <div key={i} className={classes.row} style={{ height }}>
            <Skeleton height={10} width={`${14 + ((i * 7) % 9)}%`} />
            <Skeleton height={10} width={24} />
            <Skeleton height={10} width={`${20 + ((i * 11) % 25)}%`} />
          </div>
        ))}
      </div>
    </AfterAWhile>
  )
}
