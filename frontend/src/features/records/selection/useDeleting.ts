import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { noteEdit } from '../../../api/changes'
import { client } from '../../../api/client'
import type { Selection } from '../../../api/types'
import { notifyDone, notifyError } from '../../../components/notify'
import { notifyUndo } from '../../../components/undo'
import { formatCount } from '../../../lib/format'
import { appNow } from '../../../lib/clock'

/**
 * Returns a function that deletes records and offers to undo it for as long as the app can, and whether it is running.
 * While it runs, further calls do nothing: two deletions at once would each have some of the records, and so would their
 * undos.
 */
export function useDeleting(onDeleted: () => void): { isBusy: boolean; remove: (chosen: Selection) => void } {
  const { t } = useTranslation('records')
  const [isBusy, setBusy] = useState(false)
  const isRunning = useRef(false) // isBusy is drawn too late for a quick second press
  async function run(chosen: Selection) {
    const { id, count, left, until } = await client.deleteRecords(chosen)
    onDeleted()
    noteEdit()
    if (count === 0) {
      notifyDone(t(left > 0 ? 'selection.deletedNone' : 'selection.deletedBefore'))
      return
    }
    const text =
      left === 0
        ? t('selection.deleted', { count })
        : t('selection.deletedSome', { count, left: formatCount(left) })
    notifyUndo(text, () => client.undoDelete(id).then(noteEdit), Date.parse(until) - appNow())
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
