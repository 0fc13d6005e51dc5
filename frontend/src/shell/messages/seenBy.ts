import type { SentMessage, Student } from '../../api/types'

/** Returns the students of some ids, in the order of the list of students; who was deleted is none of them. */
export function studentsIn(ids: readonly number[], all: readonly Student[]): Student[] {
  const wanted = new Set(ids)
  return all.filter(({ id }) => wanted.has(id))
}

/** Returns who has seen a message and who has not, of those whom it is for now. */
export function seenBy({ to, seen, takenBackAt }: SentMessage, all: readonly Student[]) {
  const has = studentsIn(seen, all)
  // Nobody gets it any more: who has not seen it does not wait for it.
  if (takenBackAt !== '') return { seen: has, notYet: [] }
  const wanted = new Set(seen)
  const meant = to.length === 0 ? all : studentsIn(to, all)
  return { seen: has, notYet: meant.filter(({ id }) => !wanted.has(id)) }
}

/** Returns who took a message's code and how long after it was sent, the quickest first; who was deleted is none of them. */
export function takenBy({ taken }: SentMessage, all: readonly Student[]) {
  return taken.flatMap(({ student: id, seconds }) => {
    const student = all.find((one) => one.id === id)
    return student ? [{ student, seconds }] : []
  })
}
