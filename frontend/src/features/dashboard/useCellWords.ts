import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { CellWords } from './GridRow'

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
