import 'katex/dist/katex.min.css'
import katex from 'katex'
import { useLayoutEffect, useRef } from 'react'
import classes from './answer.module.css'

/** A student's TeX may neither load anything nor grow without end. */
const SAFE = { output: 'html', trust: false, maxExpand: 200, maxSize: 10, strict: 'ignore' } as const

/** TeX, typeset; its source where it is no TeX that can be read. */
export function Latex({ source, display = false }: { source: string; display?: boolean }) {
  const ref = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const node = ref.current
    if (!node) return
    node.className = classes.latex ?? ''
    try {
      katex.render(source, node, { ...SAFE, displayMode: display })
    } catch {
      node.className = classes.line ?? ''
      node.textContent = source
    }
  }, [source, display])
  return <span ref={ref} role="math" aria-label={source} />
}
