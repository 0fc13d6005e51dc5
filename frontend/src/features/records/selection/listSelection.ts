import { type ListState, recordAt } from '../../../api/recordList'

/** A selected record and its student. */
export interface SelectedRecord {
  id: number
  studentId: number
}

/**
 * The selection of a list: either some records, or all that match the filter except some. All may be a hundred
 * thousand, so only the store knows each of them.
 */
export interface ListSelection {
  all: boolean
  /** By id: the selected records, or, if all is true, those that are not selected. */
  named: ReadonlyMap<number, SelectedRecord>
}

export const nothing: ListSelection = { all: false, named: new Map() }
export const everything: ListSelection = { all: true, named: new Map() }

/** Reports whether a record is selected. */
export function isSelected({ all, named }: ListSelection, id: number): boolean {
  return named.has(id) !== all
}

/** Returns how many records are selected in a list of total records. */
export function countSelected({ all, named }: ListSelection, total: number): number {
  return all ? Math.max(0, total - named.size) : named.size
}

/** Returns the selection with records added or, if isOn is false, removed. */
export function select(selected: ListSelection, records: SelectedRecord[], isOn: boolean): ListSelection {
  const named = new Map(selected.named)
  for (const { id, studentId } of records) {
    if (isOn === selected.all) named.delete(id)
    else named.set(id, { id, studentId })
  }
  return { ...selected, named }
}

/** Where a range of records begins: the record that was selected last, and its index in the list as it was then. */
export interface Anchor {
  generation: number
  at: number
  id: number
}

/** Returns the anchor at an index of a list; undefined if that record is not read. */
export function anchorAt(state: ListState, at: number): Anchor | undefined {
  const record = recordAt(state, at)
  return record && { generation: state.generation, at, id: record.id }
}

/** Returns the index of an anchor; -1 if there is none, the list has restarted, or another record is there now. */
export function indexOfAnchor(state: ListState, anchor: Anchor | undefined): number {
  if (anchor?.generation !== state.generation) return -1
  return (recordAt(state, anchor.at)?.id ?? anchor.id) === anchor.id ? anchor.at : -1
}
