import { useState } from 'react'
import type { Dashboard } from '../../api/types'
import { readGridModel } from './readDashboard'
import { follow, type GridModel } from './gridModel'

/** Returns the model that the app describes; rows that did not change are the same objects as before. */
export function useGridModel(data: Dashboard | undefined): GridModel | undefined {
  const [kept, setKept] = useState<{ data: Dashboard; model: GridModel }>()
  if (data === undefined || data === kept?.data) return kept?.model
  const { columns, rows } = readGridModel(data)
  const model = follow(kept?.model, columns, rows)
  setKept({ data, model })
  return model
}
