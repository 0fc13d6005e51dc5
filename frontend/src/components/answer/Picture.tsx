import { Skeleton } from '@mantine/core'
import { IconPhotoOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useThumbnail } from '../../api/thumbnails'
import type { ImageAnswer, StudentRecord } from '../../api/types'
import { formatShape } from '../../lib/format'
import classes from './answer.module.css'

interface PictureProps {
  image: ImageAnswer
  onEnlarge?: (() => void) | undefined
}

/** A picture as it was sent, on its own paper; a click shows it large where that is offered. */
export function Picture({ image, onEnlarge }: PictureProps) {
  const { t } = useTranslation('answer')
  const [unreadable, setUnreadable] = useState('')
  if (unreadable === image.source) return <p className="t2">{t('unreadablePicture')}</p>
  const picture = (
    <img
      className={classes.picture}
      src={image.source}
      width={image.width}
      height={image.height}
      alt={t('picture', { shape: formatShape([image.width, image.height]) })}
      onError={() => setUnreadable(image.source)}
    />
  )
  if (!onEnlarge) return picture
  return (
    <button
      type="button"
      className={classes.enlarge}
      aria-label={t('enlarge')}
      title={t('enlarge')}
      onClick={onEnlarge}
    >
      {picture}
    </button>
  )
}

interface ThumbnailProps {
  record: StudentRecord
  className?: string | undefined
}

/** A picture small, for a row or a card; it is asked for when that is drawn, with all others that are. */
export function Thumbnail({ record, className = classes.thumbnail }: ThumbnailProps) {
  const { t } = useTranslation('answer')
  const { data, isError } = useThumbnail(record)
  const [unreadable, setUnreadable] = useState('')
  const [height = 0, width = 0] = record.preview.shape
  const source = data?.source
  const isLost = isError || source === '' || (source !== undefined && unreadable === source)
  return (
    <span className={className}>
      {isLost ? (
        <IconPhotoOff size={16} aria-label={t('unreadablePicture')} />
      ) : source ? (
        <img
          src={source}
          alt={t('picture', { shape: formatShape([width, height]) })}
          onError={() => setUnreadable(source)}
        />
      ) : (
        <Skeleton height="100%" radius={0} />
      )}
    </span>
  )
}
