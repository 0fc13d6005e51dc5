import { useTranslation } from 'react-i18next'
import { useSetQuestions } from '../../api/questions'
import type { CatalogueEntry } from '../../api/types'
import { notifyUndo } from '../undo'
import { asBefore, asEntry, type InCatalogue } from './catalogue'

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
