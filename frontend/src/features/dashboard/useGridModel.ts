import { useState } from 'react'
import type { Dashboard } from '../../api/types'
import { heldLabels } from './fold'
import { readGridModel } from './readDashboard'
import { follow, type GridModel } from './gridModel'

interface Kept {
  data: Dashboard
  labels: ReadonlySet<string>
  model: GridModel
}

/** Returns the model that the app describes; rows that did not change are the same objects as before. */
export function useGridModel(data: Dashboard | undefined): GridModel | undefined {
  const [kept, setKept] = useState<Kept>()
  if (data === undefined || data === kept?.data) return kept?.model
  const labels = heldLabels(data.questions, kept?.labels ?? new Set())
  const { columns, rows, folded } = readGridModel(data, labels)
  const areNone = folded.length === 0 && kept?.model.folded.length === 0
  const model = { ...follow(kept?.model, columns, rows), folded: areNone ? kept.model.folded : folded }
  setKept({ data, labels, model })
  return model
}
