import { Skeleton, Tooltip } from '@mantine/core'
import { IconPhotoOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useThumbnail } from '../../api/thumbnails'
import type { RecordView } from '../../api/types'
import { formatShape } from '../../lib/format'
import { sayBroken } from './broken'
import classes from './Thumbnail.module.css'

/** How the address of a picture begins that a notebook drew; photos come as JPEG. */
const DRAWING = 'data:image/png'

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

interface SmallProps {
  source: string
  alt: string
  onError: () => void
}

/** A picture made small. A drawing lies twice over itself, as its lines get pale. */
function Small({ source, alt, onError }: SmallProps) {
  const isDrawing = source.startsWith(DRAWING)
  return (
    <>
      <img src={source} data-drawing={isDrawing} alt={alt} onError={onError} />
      {isDrawing && <img src={source} className={classes.ink} data-drawing alt="" />}
    </>
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
      {isLost ? (
        <Missing words={data?.broken ? sayBroken(data.broken) : t('unreadablePicture')} />
      ) : source ? (
        <Small
          source={source}
          alt={t('picture', { shape: formatShape([width, height]) })}
          onError={() => setUnreadable(source)}
        />
      ) : (
        <Skeleton height="100%" radius={0} />
      )}
    </span>
  )
}
