import { useTranslation } from 'react-i18next'
import { noteNotebook, useRelabel } from '../../api/preparation'
import { useSetQuestions } from '../../api/questions'
import type { CatalogueEntry, Notebook, Relabel } from '../../api/types'
import { notifyUndo } from '../undo'
import { asBefore, asEntry, fromNotebook, type InCatalogue, relabelled } from './catalogue'

/** Returns a function that gives a question its title, says so and offers to undo it. */
export function useRename(sessionId: number) {
  const { t } = useTranslation('catalogue')
  const { mutateAsync: set } = useSetQuestions(sessionId)
  return (question: InCatalogue, typed: string) => {
    const before = asEntry(question)
    const title = typed.trim()
    if (title === before.title) return
    const says = t(title === '' ? 'untitled' : 'titled', { label: before.label, title })
    // Removing the title does not remove the question.
    set([{ ...before, title, added: before.added || title === '' }]).then(
      () => notifyUndo(says, () => set([before])),
      () => undefined,
    )
  }
}

/** Returns functions that change questions of a catalogue, say what was done and offer to undo it. */
export function useArrange(sessionId: number, questions: readonly InCatalogue[]) {
  const { mutateAsync: set } = useSetQuestions(sessionId)
  return (changes: CatalogueEntry[], says: string) => {
    set(changes).then(
      () => notifyUndo(says, () => set(asBefore(questions, changes))),
      () => undefined,
    )
  }
}

/**
 * Returns a function that takes the titles and the order of a notebook over, after the questions that moves names have
 * got their new labels with all that is kept of them; it says what was done and offers to undo both.
 */
export function useTakeOver(sessionId: number, questions: readonly InCatalogue[]) {
  const { t } = useTranslation('catalogue')
  const { mutateAsync: set } = useSetQuestions(sessionId)
  const { mutateAsync: relabel } = useRelabel(sessionId)
  return async ({ name, version, questions: found }: Notebook, moves: Relabel[]) => {
    const moved = relabelled(questions, moves)
    const changes = fromNotebook(moved, found)
    if (moves.length > 0) await relabel(moves)
    if (changes.length > 0) await set(changes)
    if (version !== '') await noteNotebook(sessionId, version)
    notifyUndo(t('didNotebook', { count: found.length, name }), async () => {
      if (changes.length > 0) await set(asBefore(moved, changes))
      if (moves.length > 0) await relabel(moves.map((move) => ({ old: move.new, new: move.old })))
    })
  }
}
