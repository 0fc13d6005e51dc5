import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImageAnswer } from '../../api/types'
import { formatShape } from '../../lib/format'
import classes from './Picture.module.css'

interface PictureProps {
  image: ImageAnswer
  onEnlarge?: (() => void) | undefined
}

/** A picture as it was sent, on its own paper; a click shows it large if onEnlarge is given. */
export function Picture({ image, onEnlarge }: PictureProps) {
  const { t } = useTranslation('answer')
  const [unreadable, setUnreadable] = useState('')
  if (unreadable === image.source) return <p className="muted">{t('unreadablePicture')}</p>
  const picture = (
    <img
      className={classes.picture}
      data-picture
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
      data-picture
      aria-label={t('enlarge')}
      title={t('enlarge')}
      onClick={onEnlarge}
    >
      {picture}
    </button>
  )
}
