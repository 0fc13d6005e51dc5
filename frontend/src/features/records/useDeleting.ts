import { useTranslation } from 'react-i18next'
import { noteEdit } from '../../api/changes'
import { client } from '../../api/client'
import type { Selection } from '../../api/types'
import { notifyError } from '../../components/notify'
import { notifyUndo } from '../../components/undo'

/** Returns a function that deletes records and offers to take that back for as long as the app can. */
export function useDeleting(onDeleted: () => void): (chosen: Selection) => void {
  const { t } = useTranslation('records')
  async function remove(chosen: Selection) {
    const { id, count, until } = await client.deleteRecords(chosen)
    onDeleted()
    noteEdit()
    const left = Date.parse(until) - Date.now()
    notifyUndo(t('selection.deleted', { count }), () => client.undoDelete(id).then(noteEdit), left)
  }
  return (chosen) => void remove(chosen).catch(notifyError)
}
