import 'katex/dist/katex.min.css'
import katex from 'katex'
import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './answer.module.css'

/** A student's TeX may neither load anything nor grow without end. */
const SAFE = { output: 'html', trust: false, maxExpand: 200, maxSize: 10, strict: 'ignore' } as const

/** TeX, typeset; its source, and a word on it where there is room, where it is no TeX that can be read. */
export function Latex({ source, display = false }: { source: string; display?: boolean }) {
  const { t } = useTranslation('answer')
  const ref = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const node = ref.current
    if (!node) return
    node.dataset.failed = 'false'
    try {
      katex.render(source, node, { ...SAFE, displayMode: display })
    } catch {
      node.dataset.failed = 'true'
      node.textContent = source
    }
  }, [source, display])
  return (
    <>
      <span ref={ref} className={classes.latex} role="math" aria-label={source} />
      {display && <p className={classes.noLatex}>{t('noLatex')}</p>}
    </>
  )
}
