import { useState } from 'react'
import { useStableCallback } from '../../lib/useStableCallback'

/** Returns the groups whose ways of writing are shown, and what shows or folds those of one. */
export function useOpened() {
  const [opened, setOpened] = useState<string[]>([])
  const open = useStableCallback((key: string) =>
    setOpened(opened.includes(key) ? opened.filter((one) => one !== key) : [...opened, key]),
  )
  return { opened, open }
}
