import { useState } from 'react'
import type { Dashboard } from '../../api/types'
import { readGridModel } from './readDashboard'
import { follow, type GridModel } from './gridModel'

/** Returns the grid that the app describes, with the rows of before wherever nothing changed. */
export function useGridModel(data: Dashboard | undefined): GridModel | undefined {
  const [kept, setKept] = useState<{ data: Dashboard; model: GridModel }>()
  if (data === undefined || data === kept?.data) return kept?.model
  const { columns, rows } = readGridModel(data)
  const model = follow(kept?.model, columns, rows)
  setKept({ data, model })
  return model
}
