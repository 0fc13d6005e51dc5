import { client, copyText } from '../api/client'
import type { FirstCell, Session } from '../api/types'
import { type ReachBy, useReachBy } from '../lib/preferences'
import { notifyDone, notifyError } from './notify'

/** Returns the first cell as chosen; by this machine's address where it has no name. */
export function cellText(cell: FirstCell, by: ReachBy): string {
  if (by === 'checked') return cell.checked
  return by === 'name' && cell.byName !== '' ? cell.byName : cell.byAddress
}

/** Returns a function that copies a session's first cell and says so. */
export function useCopyFirstCell(): (session: Session) => Promise<void> {
  const by = useReachBy()
  return async (session) => {
    try {
      await copyText(cellText(await client.firstCell(session.id), by))
      notifyDone(
        session.open ? (
          <>
            Copied: the four lines for <b>{session.name}</b>
          </>
        ) : (
          <>
            Copied, but <b>{session.name}</b> is closed: notebooks are refused until it is open.
          </>
        ),
      )
    } catch (thrown) {
      notifyError(thrown)
    }
  }
}
