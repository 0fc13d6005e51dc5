import { Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../api/queries'
import type { ImageAnswer, StudentRecord } from '../../api/types'
import { formatShape } from '../../lib/format'
import classes from './answer.module.css'

function altOf(image: ImageAnswer): string {
  return `Picture of ${formatShape([image.width, image.height])} pixels`
}

/** A picture as it was sent, on its own paper. */
export function Picture({ image }: { image: ImageAnswer }) {
  const [isUnreadable, setUnreadable] = useState(false)
  if (isUnreadable) return <p className="t2">This picture cannot be drawn; it may have been cut short.</p>
  return (
    <img
      className={classes.picture}
      src={image.source}
      width={image.width}
      height={image.height}
      alt={altOf(image)}
      onError={() => setUnreadable(true)}
    />
  )
}

/** A picture small, for a row; its bytes are asked for when the row is drawn. */
export function Thumbnail({ record }: { record: StudentRecord }) {
  const { data } = useAnswer(record)
  return (
    <span className={classes.thumbnail}>
      {data?.image ? (
        <img src={data.image.source} alt={altOf(data.image)} />
      ) : (
        <Skeleton height="100%" radius={0} />
      )}
    </span>
  )
}
