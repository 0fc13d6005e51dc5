import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { client, copyText } from '../api/client'
import type { FirstCell, SessionFacts } from '../api/types'
import { type ReachBy, useReachBy } from '../lib/preferences'
import { notifyDone, notifyError } from './notify'
import { Sentence } from './Sentence'

/** Returns the chosen first cell; the one with this machine's address if the machine has no name. */
export function cellText(cell: FirstCell, by: ReachBy): string {
  if (by === 'withoutRequests' || by === 'checked' || by === 'selfContained') return cell[by]
  return by === 'name' && cell.byName !== '' ? cell.byName : cell.byAddress
}

const COPIED_MS = 2000

/** The session whose first cell was copied just now; its buttons say so. */
let copiedId: number | undefined
const listeners = new Set<() => void>()

function sayCopied(id: number | undefined): void {
  copiedId = id
  for (const tell of listeners) tell()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Reports whether a session's first cell was copied just now, by a button, a key or the menu. */
export function useIsCellCopied(session: SessionFacts): boolean {
  return useSyncExternalStore(subscribe, () => copiedId) === session.id
}

/** Returns a function that copies a session's first cell and says so. */
export function useCopyFirstCell(): (session: SessionFacts) => Promise<void> {
  const { t } = useTranslation(['common', 'demo'])
  const by = useReachBy()
  const copied = by === 'selfContained' ? 'cell.copiedSelfContained' : 'cell.copied'
  return async (session) => {
    if (session.demo) {
      notifyError(new Error(t('demo:noCell')))
      return
    }
    try {
      await copyText(cellText(await client.firstCell(session.id), by))
      sayCopied(session.id)
      window.setTimeout(() => sayCopied(undefined), COPIED_MS)
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
