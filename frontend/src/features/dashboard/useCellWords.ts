import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cell } from './gridModel'

/** What a cell says in words. */
export type CellWords = (cell: Pick<Cell, 'verdict' | 'attempts'> | undefined) => string

/** Returns a function that says in words what a cell shows. */
export function useCellWords(): CellWords {
  const { t } = useTranslation('dashboard')
  return useCallback(
    (cell) => {
      if (!cell) return t('cell.none')
      return t(`cell.${cell.verdict === 'none' ? 'open' : cell.verdict}`, { count: cell.attempts })
    },
    [t],
  )
}
