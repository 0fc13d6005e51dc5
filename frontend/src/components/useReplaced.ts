import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useStatus } from '../api/queries'
import type { Replaced } from '../api/types'
import { notifyDone } from './notify'
import { useActWords } from './useActWords'

const none: Replaced[] = []

/** Tells who acted on the same thing after somebody at this page did: each once. */
export function useReplaced(): void {
  const { t } = useTranslation('team')
  const { data: status } = useStatus()
  const say = useActWords()
  const known = useRef<ReadonlySet<number> | undefined>(undefined)
  const replaced = status?.replaced ?? none
  useEffect(() => {
    if (!status) return
    // What was replaced before this page was opened is told too: it is at most two minutes old.
    const fresh = replaced.filter(({ id }) => known.current?.has(id) !== true)
    known.current = new Set(replaced.map(({ id }) => id))
    for (const each of fresh)
      notifyDone(
        each.undone
          ? t('undoneByTeacher', { what: say(each) })
          : t('replaced', { who: each.who === '' ? t('teacher') : each.who, what: say(each) }),
      )
  }, [replaced, status, say, t])
}
