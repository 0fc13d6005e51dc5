import 'katex/dist/katex.min.css'
import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { typeset } from './typeset'
import classes from './Latex.module.css'

interface LatexProps {
  source: string
  /** For a row; as a formula that has lines of its own; or as large as the text around it. */
  size?: 'row' | 'display' | 'text'
}

/** TeX, typeset; if it cannot be typeset, its source and, on lines of its own, a word on why. */
export function Latex({ source, size = 'text' }: LatexProps) {
  const { t } = useTranslation('answer')
  const ref = useRef<HTMLSpanElement>(null)
  const isDisplay = size === 'display'
  useLayoutEffect(() => {
    const node = ref.current
    if (!node) return
    const isTypeset = typeset(node, source, isDisplay)
    node.dataset.failed = String(!isTypeset)
    if (!isTypeset) node.textContent = source
  }, [source, isDisplay])
  return (
    <>
      <span ref={ref} className={classes.latex} data-size={size} role="math" aria-label={source} />
      {isDisplay && <p className={classes.note}>{t('noLatex')}</p>}
    </>
  )
}
