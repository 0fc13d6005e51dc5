import 'katex/dist/katex.min.css'
import katex from 'katex'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './answer.module.css'

/** A student's TeX may neither load anything nor grow without end. */
const SAFE = { output: 'html', trust: false, maxExpand: 200, maxSize: 10, strict: 'ignore' } as const

/** TeX, typeset; its source, and a word on it where there is room, where it is no TeX that can be read. */
export function Latex({ source, display = false }: { source: string; display?: boolean }) {
  const { t } = useTranslation('answer')
  const ref = useRef<HTMLSpanElement>(null)
  const [failed, setFailed] = useState<string>()
  useLayoutEffect(() => {
    const node = ref.current
    if (!node) return
    try {
      katex.render(source, node, { ...SAFE, displayMode: display })
    } catch {
      setFailed(source)
    }
  }, [source, display])
  if (failed !== source) return <span ref={ref} className={classes.latex} role="math" aria-label={source} />
  return (
    <>
      <span className={display ? classes.text : classes.line}>{source}</span>
      {display && <p className="t3">{t('noLatex')}</p>}
    </>
  )
}
