import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { noteEdit } from '../../../api/changes'
import { client } from '../../../api/client'
import type { Merged, Student } from '../../../api/types'
import { notifyError } from '../../../components/notify'
import { notifyUndo } from '../../../components/undo'
import { type Names, Naming } from '../../../components/StudentName'

/** What a teacher does to a student. Each is done at once, and a notice offers to take it back. */
export function useStudentActions() {
  const { t } = useTranslation('records')
  const queryClient = useQueryClient()

  async function changed() {
    noteEdit()
    await queryClient.invalidateQueries({ queryKey: ['session'] })
  }
  const run = (act: () => Promise<unknown>, say: (names: Names) => string, undo: () => Promise<unknown>) =>
    act().then(() => {
      notifyUndo(<Naming say={say} />, () => undo().then(changed))
      return changed()
    }, notifyError)

  return {
    /** Gives a student another name; an empty one gives the notebook's own back. */
    rename: (student: Student, name: string) => {
      const before = student.name === student.originalName ? '' : student.name
      const to = name === '' ? student.originalName : name
      return run(
        () => client.renameStudent(student.id, name),
        ({ areHidden, nameOf }) =>
          areHidden
            ? t('students.renamedHidden', { student: nameOf(student) })
            : t('students.renamed', { from: student.display, to }),
        () => client.renameStudent(student.id, before),
      )
    },
    /** Makes the records of others count for one student. */
    merge: (into: Student, others: Student[]) =>
      run(
        () =>
          client.mergeStudents(
            into.id,
            others.map(({ id }) => id),
          ),
        ({ nameOf }) => t('students.merged', { count: others.length, into: nameOf(into) }),
        () => inTurn(others, ({ id }) => client.unmergeStudent(id)),
      ),
    /** Takes one out again that was merged into a student. */
    unmerge: (from: Student, merged: Merged) =>
      run(
        () => client.unmergeStudent(merged.id),
        ({ areHidden, nameOf }) =>
          t('students.unmerged', { student: areHidden ? nameOf(from) : merged.display }),
        () => client.mergeStudents(from.id, [merged.id]),
      ),
  }
}

async function inTurn<Item>(items: Item[], act: (item: Item) => Promise<unknown>): Promise<void> {
  for (const item of items) await act(item)
}
