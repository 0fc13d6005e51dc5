import 'katex/dist/katex.min.css'
import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { typeset } from './typeset'
import classes from './answer.module.css'

/** TeX, typeset; its source, and a word on it where there is room, where it cannot be. */
export function Latex({ source, display = false }: { source: string; display?: boolean }) {
  const { t } = useTranslation('answer')
  const ref = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const node = ref.current
    if (!node) return
    const isTypeset = typeset(node, source, display)
    node.dataset.failed = String(!isTypeset)
    if (!isTypeset) node.textContent = source
  }, [source, display])
  return (
    <>
      <span ref={ref} className={classes.latex} role="math" aria-label={source} />
      {display && <p className={classes.noLatex}>{t('noLatex')}</p>}
    </>
  )
}
