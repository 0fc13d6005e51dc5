import { useMemo } from 'react'
import { type Difference, differenceOf } from './difference'
import type { Shown } from './useFigure'
import type { Tolerance } from './tolerance'

/**
 * Returns how an answer differs from the one that it is compared with; undefined if there is none, or nothing that can be
 * marked.
 */
export function useDifference(
  own: Pick<Shown, 'figure' | 'isPart'>,
  reference: Pick<Shown, 'figure' | 'isPart'> | undefined,
  tolerance?: Tolerance,
): Difference | undefined {
  const { figure } = own
  const other = reference?.figure
  const isPart = own.isPart || (reference?.isPart ?? false)
  return useMemo(() => {
    if (!figure || !other || figure === other) return undefined
    return isPart ? { kind: 'notCompared', why: 'part' } : differenceOf(figure, other, tolerance)
  }, [figure, other, isPart, tolerance])
}
