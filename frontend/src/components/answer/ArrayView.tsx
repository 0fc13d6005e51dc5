import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { ArrayAnswer, Slice } from '../../api/types'
import { isEmptyArray, isNumber } from './corner'
import { Matrix } from './Matrix'
import classes from './answer.module.css'

/** Returns how numpy writes a slice: `[0, :, :]`. */
function sliceName(slice: Slice): string {
  return `[${[...slice.index, ':', ':'].join(', ')}]`
}

/** A whole array: one number large, else a matrix; more axes as slices that one steps through. */
export function ArrayView({ array }: { array: ArrayAnswer }) {
  const [at, setAt] = useState(0)
  const slice = array.slices[Math.min(at, array.slices.length - 1)]
  if (!slice || isEmptyArray(array.shape)) return <p className="t3">An empty array</p>
  if (isNumber(array.shape)) return <p className={classes.bigNumber}>{slice.rows[0]?.[0]}</p>
  return (
    <div>
      {array.slices.length > 1 && (
        <div className={classes.stepper}>
          <ActionIcon aria-label="Slice before" disabled={at === 0} onClick={() => setAt(at - 1)}>
            <IconChevronLeft size={14} />
          </ActionIcon>
          <span className="mono">{sliceName(slice)}</span>
          <ActionIcon
            aria-label="Slice after"
            disabled={at >= array.slices.length - 1}
            onClick={() => setAt(at + 1)}
          >
            <IconChevronRight size={14} />
          </ActionIcon>
        </div>
      )}
      <div className={classes.scroll} tabIndex={0} role="group" aria-label="Array">
        <Matrix rows={slice.rows} rowGap={slice.rowGap} colGap={slice.colGap} />
      </div>
    </div>
  )
}
