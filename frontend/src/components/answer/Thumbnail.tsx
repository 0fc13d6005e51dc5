import { Skeleton, Tooltip } from '@mantine/core'
import { IconPhotoOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useThumbnail } from '../../api/thumbnails'
import type { RecordView } from '../../api/types'
import { formatShape } from '../../lib/format'
import { sayBroken } from './broken'
import classes from './Thumbnail.module.css'

/** Notebooks send drawings as PNG, photos as JPEG. */
const isDrawing = (source: string) => source.startsWith('data:image/png')

interface ThumbnailProps {
  record: RecordView
  className?: string | undefined
}

/** Stands where there is no picture, and says why. */
function Missing({ words }: { words: string }) {
  return (
    <Tooltip label={words}>
      <IconPhotoOff size={16} aria-label={words} />
    </Tooltip>
  )
}

/** A small picture for a row or a card. Those that are drawn at once are asked for together. */
export function Thumbnail({ record, className = classes.thumbnail }: ThumbnailProps) {
  const { t } = useTranslation('answer')
  const { data, isError } = useThumbnail(record)
  const [unreadable, setUnreadable] = useState('')
  const [height = 0, width = 0] = record.preview.shape
  const source = data?.source
  const isLost = isError || source === '' || (source !== undefined && unreadable === source)
  return (
    <span className={className}>
      {/* A drawing lies twice over itself: made small, its lines are pale. */}
      {!isLost && source && isDrawing(source) && (
        <img src={source} className={classes.ink} data-drawing alt="" />
      )}
      {isLost ? (
        <Missing words={data?.broken ? sayBroken(data.broken) : t('unreadablePicture')} />
      ) : source ? (
        <img
          src={source}
          {...(isDrawing(source) && { 'data-drawing': true })}
          alt={t('picture', { shape: formatShape([width, height]) })}
          onError={() => setUnreadable(source)}
        />
      ) : (
        <Skeleton height="100%" radius={0} />
      )}
    </span>
  )
}
