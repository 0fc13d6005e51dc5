import { useEffect, useEffectEvent, useState } from 'react'
import { useStudentName } from '../../components/StudentName'
import { arranged } from '../../lib/stableOrder'
import { type Order, sorted } from './order'
import type { Row } from './gridModel'

/** How often the rows are sorted again while nobody reads them. */
const RETAKE_MS = 10_000

interface Taken {
  order: Order
  isReading: boolean
  ids: number[]
}

/**
 * Returns the rows in an order that does not change while somebody reads: they are sorted when an order is chosen, when
 * the reader leaves, and from time to time without a reader. New students stand at the end meanwhile.
 */
export function useOrder(rows: readonly Row[], order: Order, isReading: boolean): Row[] {
  const name = useStudentName()
  const take = () => sorted(rows, order, ({ student }) => name(student))
  const [taken, setTaken] = useState<Taken>(() => ({ order, isReading, ids: take() }))
  if (taken.order !== order || taken.isReading !== isReading) {
    const isOver = taken.order !== order || !isReading
    setTaken({ order, isReading, ids: isOver ? take() : taken.ids })
  }
  const retake = useEffectEvent(() => setTaken({ order, isReading, ids: take() }))
  useEffect(() => {
    if (isReading) return
    const timer = window.setInterval(() => retake(), RETAKE_MS)
    return () => window.clearInterval(timer)
  }, [isReading])
  return arranged(rows, taken.ids, ({ student }) => student.id)
}
