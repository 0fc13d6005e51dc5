import { useMemo } from 'react'
import { useAnswer } from '../../api/queries'
import type { Preview } from '../../api/types'
import type { Figure } from './figure'
import { figureOfAnswer, figureOfPreview } from './figureOf'

/** An answer by its record, with what is known of it beforehand. */
export interface Previewed {
  recordId: number
  receivedAt: string
  type: string
  preview: Preview
}

/** The figure of an answer; undefined until it is there. */
export interface Shown {
  figure: Figure | undefined
  /** Whether the figure shows only a part of the answer. */
  isPart: boolean
  error: Error | null
}

/**
 * Returns the figure of an answer: of its preview if that suffices, else of the whole, which is asked for. Of no answer it
 * returns no figure.
 */
export function useFigure(of: Previewed | undefined): Shown {
  const { recordId = 0, receivedAt = '', type = '', preview } = of ?? {}
  const small = useMemo(() => preview && figureOfPreview(type, preview), [type, preview])
  const isWanted = of !== undefined && small === undefined
  const { data, error } = useAnswer({ id: recordId, receivedAt }, isWanted)
  const whole = useMemo(() => (data ? figureOfAnswer(data) : undefined), [data])
  return {
    figure: small ?? whole,
    isPart: isWanted && data !== undefined && (data.cut || data.incomplete !== ''),
    error,
  }
}
