import { ActionIcon, SegmentedControl } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArrayAnswer, Slice } from '../../api/types'
import { isEmptyArray, isNumber } from './corner'
import { Matrix } from './Matrix'
import { Scalar } from './Scalar'
import classes from './ArrayView.module.css'

/** Returns how numpy writes a slice: `[0, :, :]`. */
function sliceName(slice: Slice): string {
  return `[${[...slice.index, ':', ':'].join(', ')}]`
}

/** Returns the index of a slice among all slices of an array, from 0. Of large arrays, some slices are not sent. */
function placeOf({ index }: Slice, shape: number[]): number {
  return index.reduce((place, i, axis) => place * (shape[axis] ?? 1) + i, 0)
}

/** Returns an array as it was sent, one row a line. */
function plainText(text: string): string {
  return text.replace(/\],\s*\[/g, '],\n[')
}

function Typeset({ array }: { array: ArrayAnswer }) {
  const { t } = useTranslation('answer')
  const [wanted, setAt] = useState(0)
  const count = array.slices.length
  const at = Math.min(wanted, count - 1)
  const slice = array.slices[at]
  if (!slice) return null
  const places = array.slices.map((each) => placeOf(each, array.shape))
  const areFirst = places.at(-1) === count - 1
  const all = array.shape.slice(0, -2).reduce((product, length) => product * length, 1)
  return (
    <div>
      {count > 1 && (
        <div className={classes.stepper}>
          <ActionIcon aria-label={t('sliceBefore')} disabled={at === 0} onClick={() => setAt(at - 1)}>
            <IconChevronLeft size={14} />
          </ActionIcon>
          <span aria-live="polite">
            {t('slice', { name: sliceName(slice), n: (places[at] ?? 0) + 1, of: all })}
          </span>
          <ActionIcon aria-label={t('sliceAfter')} disabled={at >= count - 1} onClick={() => setAt(at + 1)}>
            <IconChevronRight size={14} />
          </ActionIcon>
          {all > count && (
            <span className="faint">{t(areFirst ? 'firstSlices' : 'someSlices', { count })}</span>
          )}
        </div>
      )}
      <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('array')}>
        <Matrix rows={slice.rows} rowGap={slice.rowGap} colGap={slice.colGap} />
      </div>
    </div>
  )
}

interface ArrayViewProps {
  array: ArrayAnswer
  /** The array as it was sent. */
  text: string
}

/** A whole array: one number large, else a matrix or plain text; an array of more axes as slices to step through. */
export function ArrayView({ array, text }: ArrayViewProps) {
  const { t } = useTranslation('answer')
  const [isPlain, setPlain] = useState(false)
  if (isEmptyArray(array.shape)) return <p className="faint">{t('emptyArray')}</p>
  if (isNumber(array.shape)) return <Scalar text={array.slices[0]?.rows[0]?.[0] ?? ''} />
  return (
    <div className={classes.array}>
      <SegmentedControl
        size="xs"
        aria-label={t('howShown')}
        data={[
          { value: 'typeset', label: t('typeset') },
          { value: 'plain', label: t('plain') },
        ]}
        value={isPlain ? 'plain' : 'typeset'}
        onChange={(value) => setPlain(value === 'plain')}
      />
      {isPlain ? (
        <pre className={classes.plain} tabIndex={0} role="group" aria-label={t('array')}>
          {plainText(text)}
        </pre>
      ) : (
        <Typeset array={array} />
      )}
    </div>
  )
}
