import { useTranslation } from 'react-i18next'
import { client, copyText } from '../api/client'
import type { FirstCell, SessionFacts } from '../api/types'
import { type ReachBy, useReachBy } from '../lib/preferences'
import { notifyDone, notifyError } from './notify'
import { Sentence } from './Sentence'

/** Returns the chosen first cell; the one with this machine's address if the machine has no name. */
export function cellText(cell: FirstCell, by: ReachBy): string {
  if (by === 'checked' || by === 'selfContained') return cell[by]
  return by === 'name' && cell.byName !== '' ? cell.byName : cell.byAddress
}

/** Returns a function that copies a session's first cell and says so. */
export function useCopyFirstCell(): (session: SessionFacts) => Promise<void> {
  const { t } = useTranslation('common')
  const by = useReachBy()
  const copied = by === 'selfContained' ? 'cell.copiedSelfContained' : 'cell.copied'
  return async (session) => {
    try {
      await copyText(cellText(await client.firstCell(session.id), by))
      notifyDone(
        <Sentence
          words={t(session.open ? copied : 'cell.copiedClosed')}
          parts={{ session: <b>{session.name}</b> }}
        />,
      )
    } catch (thrown) {
      notifyError(thrown)
    }
  }
}
