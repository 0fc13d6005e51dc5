import { type ListState, recordAt } from '../../../api/recordList'

/** What a selected record is told by beyond its id: whose it is. */
export interface SelectedRecord {
  id: number
  studentId: number
}

/**
 * The selection of a list. Either some records, or all that match the filter but for some: those may be a
 * hundred thousand, and only the store has to know them by name.
 */
export interface ListSelection {
  all: boolean
  /** The records that are selected, or with all the ones that are not; by id. */
  named: ReadonlyMap<number, SelectedRecord>
}

export const nothing: ListSelection = { all: false, named: new Map() }
export const everything: ListSelection = { all: true, named: new Map() }

/** Reports whether a record is selected. */
export function isSelected({ all, named }: ListSelection, id: number): boolean {
  return named.has(id) !== all
}

/** Returns how many records of a list of total are selected. */
export function countSelected({ all, named }: ListSelection, total: number): number {
  return all ? Math.max(0, total - named.size) : named.size
}

/** Returns the selection with records selected or let go. */
export function select(selected: ListSelection, records: SelectedRecord[], isOn: boolean): ListSelection {
  const named = new Map(selected.named)
  for (const { id, studentId } of records) {
    if (isOn === selected.all) named.delete(id)
    else named.set(id, { id, studentId })
  }
  return { ...selected, named }
}

/** Where a run of records begins: the record that was selected last, and its place in the list as it was then. */
export interface Anchor {
  generation: number
  at: number
  id: number
}

/** Returns the anchor at a place of a list; undefined where its record is not read. */
export function anchorAt(state: ListState, at: number): Anchor | undefined {
  const record = recordAt(state, at)
  return record && { generation: state.generation, at, id: record.id }
}

/** Returns the place of an anchor; -1 where there is none, or the list was begun anew or has another record there. */
export function indexOfAnchor(state: ListState, anchor: Anchor | undefined): number {
  if (anchor?.generation !== state.generation) return -1
  return (recordAt(state, anchor.at)?.id ?? anchor.id) === anchor.id ? anchor.at : -1
}
