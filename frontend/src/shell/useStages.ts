import { useIsFetching } from '@tanstack/react-query'
import { useEffect } from 'react'
import { desktop } from '../api/desktop'
import { afterPaint } from '../lib/paint'

const told = new Set<string>()

function tell(stage: 'painted' | 'ready'): void {
  if (told.has(stage)) return
  told.add(stage)
  afterPaint(() => void desktop.reached(stage).catch(() => told.delete(stage)))
}

/** Tells the app's journal when the page has painted its first content, and when it shows all that it asked for. */
export function useStages(hasContent: boolean): void {
  const isAsking = useIsFetching() > 0
  useEffect(() => {
    if (!hasContent) return
    tell('painted')
    if (!isAsking) tell('ready')
  }, [hasContent, isAsking])
}
