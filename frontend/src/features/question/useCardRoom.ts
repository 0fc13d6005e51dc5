import { useSyncExternalStore } from 'react'
import { useScale } from '../../lib/preferences'

/** What stands beside a matrix in a window: the rules, the count, the buttons, its shape, in pixels of the design. */
const BESIDE = 830

/** The width of a character of the smallest type in which a matrix is set, in pixels of the design. */
const CHARACTER = 7.9

const LEAST = 30
const MOST = 84

function subscribe(changed: () => void): () => void {
  window.addEventListener('resize', changed)
  return () => window.removeEventListener('resize', changed)
}

/** Returns how many characters of a matrix a card has room for. */
export function useCardRoom(): number {
  const scale = useScale()
  const width = useSyncExternalStore(subscribe, () => window.innerWidth)
  const room = Math.floor((width / (scale(100) / 100) - BESIDE) / CHARACTER)
  return Math.max(LEAST, Math.min(MOST, room))
}
