/**
 * The types of record that the app knows, as the wire names them. A notebook may send another type: it is kept, and
 * shown as text.
 */
export const recordTypes = ['str', 'code', 'ndarray', 'list', 'dict', 'image', 'table', 'latex'] as const
export type RecordType = (typeof recordTypes)[number]

/** Reports whether the app knows a type that a notebook sent. */
export function isRecordType(type: string): type is RecordType {
  return recordTypes.some((known) => known === type)
}
