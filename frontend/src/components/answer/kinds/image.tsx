import { IconPhotoOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatBytes, formatShape } from '../../../lib/format'
import { textFigure } from '../figure'
import { Picture } from '../Picture'
import { PreviewNote } from '../RowPreview'
import { Thumbnail } from '../Thumbnail'
import type { AnswerKind, PreviewProps, ViewProps } from './kind'
import classes from './image.module.css'

function Preview({ record }: PreviewProps) {
  const { t } = useTranslation('answer')
  const { shape, bytes } = record.preview
  const [height = 0, width = 0] = shape
  return (
    <>
      <Thumbnail record={record} />
      <PreviewNote>
        {t('imageOf', { shape: formatShape([width, height]), size: formatBytes(bytes) })}
      </PreviewNote>
    </>
  )
}

function Card({ record }: PreviewProps) {
  return <Thumbnail record={record} className={classes.card} />
}

function View({ answer: { image }, onEnlarge }: ViewProps) {
  return image ? <Picture image={image} onEnlarge={onEnlarge} /> : null
}

/** A PNG or JPEG file. */
export const image: AnswerKind = {
  Preview,
  isTall: () => true,
  Card,
  paper: 'picture',
  View,
  size: ({ image, bytes }) => (image ? [formatShape([image.width, image.height]), formatBytes(bytes)] : []),
  figureOfPreview: () => undefined,
  figureOfAnswer: ({ image, text }) => (image ? { kind: 'image', image } : textFigure(text)),
  isDiffable: false,
  isPicture: true,
  isWritable: false,
  BrokenIcon: IconPhotoOff,
  equivalence: { options: [], words: 'alikePlots' },
}
