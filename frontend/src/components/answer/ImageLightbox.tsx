import 'yet-another-react-lightbox/styles.css'
import 'yet-another-react-lightbox/plugins/captions.css'
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import Lightbox, { type SlideImage } from 'yet-another-react-lightbox'
import Captions from 'yet-another-react-lightbox/plugins/captions'
import Zoom from 'yet-another-react-lightbox/plugins/zoom'
import { answerOptions } from '../../api/queries'
import type { RecordView } from '../../api/types'
import { formatClock, formatShape } from '../../lib/format'
import { useStudentName } from '../StudentName'
import classes from './ImageLightbox.module.css'

/** A picture of one pixel, which stands for pictures that are not read yet. */
const BLANK = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='

const MAX_ZOOM = 8

/** A small picture is shown at most so many times as large as it is. */
const MOST_LARGER = 3

/** Returns how many times a picture is enlarged so that it fills the window. */
function enlargement(width: number, height: number): number {
  const room = Math.min(window.innerWidth / Math.max(1, width), window.innerHeight / Math.max(1, height))
  return Math.max(1, Math.min(MOST_LARGER, room))
}

interface ImageLightboxProps {
  /** The records with a picture among which the arrow keys move, in the order of their list. */
  records: RecordView[]
  /** The record that is shown. */
  id: number
  onShow: (id: number) => void
  onClose: () => void
}

function areSame(some: SlideImage, others: SlideImage): boolean {
  return (Object.keys(others) as (keyof SlideImage)[]).every((key) => some[key] === others[key])
}

/** Returns the same slides until one of them changes: with new ones, the lightbox would lose a key just pressed. */
function useSame(slides: SlideImage[]): SlideImage[] {
  const [held, hold] = useState(slides)
  const isSame = slides.every((slide, i) => held[i] && areSame(held[i], slide))
  if (isSame && held.length === slides.length) return held
  hold(slides)
  return slides
}

/** A picture as large as the window, with zoom; the arrow keys go through the pictures of the list. */
export function ImageLightbox({ records, id, onShow, onClose }: ImageLightboxProps) {
  const { t } = useTranslation(['answer', 'common'])
  const nameOf = useStudentName()
  const at = Math.max(
    0,
    records.findIndex((record) => record.id === id),
  )
  // Only the shown picture and its neighbours are read.
  const near = records.slice(Math.max(0, at - 1), at + 2)
  const answers = useQueries({ queries: near.map(answerOptions) })
  const sources = new Map(near.map((record, i) => [record.id, answers[i]?.data?.image?.source]))
  const slides = useSame(
    records.map((record) => {
      const [height = 0, width = 0] = record.preview.shape
      const larger = enlargement(width, height)
      const student = nameOf({ display: record.student, number: record.studentNumber })
      return {
        src: sources.get(record.id) ?? BLANK,
        width: Math.round(width * larger),
        height: Math.round(height * larger),
        alt: t('pictureOf', { student, question: record.question }),
        title: `${student} · ${t('common:questionLabel', { label: record.question })}`,
        description: `${formatClock(record.sentAt)} · ${formatShape([width, height])}`,
      }
    }),
  )
  return (
    <Lightbox
      open
      close={onClose}
      className={classes.lightbox ?? ''}
      slides={slides}
      index={at}
      on={{
        view: ({ index }) => {
          const shown = records[index]
          if (shown && shown.id !== id) onShow(shown.id)
        },
      }}
      plugins={[Zoom, Captions]}
      carousel={{ finite: true, preload: 1 }}
      controller={{ closeOnBackdropClick: true }}
      zoom={{ maxZoomPixelRatio: MAX_ZOOM, scrollToZoom: true }}
      captions={{ descriptionTextAlign: 'center' }}
      noScroll={{ disabled: true }}
      labels={{
        Lightbox: t('lightbox.name'),
        'Photo gallery': t('lightbox.gallery'),
        Carousel: t('lightbox.carousel'),
        Slide: t('lightbox.slide'),
        Previous: t('lightbox.previous'),
        Next: t('lightbox.next'),
        Close: t('lightbox.close'),
        'Zoom in': t('lightbox.zoomIn'),
        'Zoom out': t('lightbox.zoomOut'),
        '{index} of {total}': t('lightbox.place'),
      }}
    />
  )
}
