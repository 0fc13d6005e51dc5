import { useTranslation } from 'react-i18next'
import { noteEdit } from '../api/changes'
import { client } from '../api/client'
import { notifyDone, notifyError } from './notify'
import { notifyUndo } from './undo'

/**
 * Returns a function that removes the students of a session who have sent nothing, such as invented ones, and offers to
 * undo it for as long as the app can.
 */
export function useRemoveSilent(): (sessionId: number) => Promise<void> {
  const { t } = useTranslation('common')
  return async (sessionId) => {
    try {
      const { id, count, until } = await client.removeSilentStudents(sessionId)
      noteEdit()
      if (count === 0) notifyDone(t('removedNobody'))
      else
        notifyUndo(
          t('removedSilent', { count }),
          () => client.undoDelete(id).then(noteEdit),
          Date.parse(until) - Date.now(),
        )
    } catch (error) {
      notifyError(error)
    }
  }
}
