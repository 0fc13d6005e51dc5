import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/**
 * Returns whether the page is being printed, or shown as on paper. What is made for paper alone is on the page before
 * the printer looks at it.
 */
export function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    const paper = window.matchMedia('print')
    let isBetween = false
    const look = () => flushSync(() => setPrinting(isBetween || paper.matches))
    const onPrint = ({ type }: Event) => {
      isBetween = type === 'beforeprint'
      look()
    }
    paper.addEventListener('change', look)
    window.addEventListener('beforeprint', onPrint)
    window.addEventListener('afterprint', onPrint)
    return () => {
      paper.removeEventListener('change', look)
      window.removeEventListener('beforeprint', onPrint)
      window.removeEventListener('afterprint', onPrint)
    }
  }, [])
  return isPrinting
}
