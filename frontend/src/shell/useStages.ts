import { useIsFetching } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { desktop } from '../api/desktop'
import { afterPaint } from '../lib/paint'

const told = new Set<string>()

function tell(stage: 'painted' | 'ready'): void {
  if (told.has(stage)) return
  told.add(stage)
  afterPaint(() => void desktop.reached(stage).catch(() => told.delete(stage)))
}

/** Tells the app's journal when the page was painted first, and when it showed all it had asked for. */
export function useStages(hasContent: boolean): void {
  const isAsking = useIsFetching() > 0
  const hasPainted = useRef(false)
  useEffect(() => {
    if (!hasPainted.current) tell('painted')
    hasPainted.current = true
    if (hasContent && !isAsking) tell('ready')
  }, [hasContent, isAsking])
}
