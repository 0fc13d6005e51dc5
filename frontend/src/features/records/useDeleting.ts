import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { noteEdit } from '../../api/changes'
import { client } from '../../api/client'
import type { Selection } from '../../api/types'
import { notifyError } from '../../components/notify'
import { notifyUndo } from '../../components/undo'

/**
 * Returns a function that deletes records and offers to take that back for as long as the app can, and whether
 * it is at it. Until it is done it does nothing when it is called again: each of two deletions would have a part
 * of the records, and its undo too.
 */
export function useDeleting(onDeleted: () => void): { isBusy: boolean; remove: (chosen: Selection) => void } {
  const { t } = useTranslation('records')
  const [isBusy, setBusy] = useState(false)
  const isRunning = useRef(false) // what is drawn comes later than a second press may
  async function run(chosen: Selection) {
    const { id, count, until } = await client.deleteRecords(chosen)
    onDeleted()
    noteEdit()
    const left = Date.parse(until) - Date.now()
    notifyUndo(t('selection.deleted', { count }), () => client.undoDelete(id).then(noteEdit), left)
  }
  function note(running: boolean) {
    isRunning.current = running
    setBusy(running)
  }
  function remove(chosen: Selection) {
    if (isRunning.current) return
    note(true)
    void run(chosen)
      .catch(notifyError)
      .finally(() => note(false))
  }
  return { isBusy, remove }
}
