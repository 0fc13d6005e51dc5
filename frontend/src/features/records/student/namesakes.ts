import type { Student } from '../../../api/types'
import { compareNames } from '../../../lib/format'
import { searchKey } from '../../../lib/searchKey'

/** Returns the other students: first those of the same name, then all by name. */
export function namesakesFirst(
  all: Student[],
  one: Student,
  nameOf: (student: Student) => string,
): Student[] {
  const key = searchKey(nameOf(one))
  const isNamesake = (student: Student) => searchKey(nameOf(student)) === key
  return all
    .filter(({ id }) => id !== one.id)
    .sort(
      (a, b) =>
        Number(isNamesake(b)) - Number(isNamesake(a)) || compareNames(nameOf(a), nameOf(b)) || a.id - b.id,
    )
}
