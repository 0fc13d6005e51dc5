import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { noteEdit } from '../../../api/changes'
import { client } from '../../../api/client'
import type { Merged, Student } from '../../../api/types'
import { notifyError } from '../../../components/notify'
import { type Names, Naming } from '../../../components/StudentName'
import { notifyUndo } from '../../../components/undo'

/** Returns the actions on a student. Each is done at once, and a notice offers to undo it. */
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
    /** Renames a student; an empty name restores the notebook's own. */
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
    /** Merges other students into one, who has all records then. */
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
    /** Separates a merged student from another again. */
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
