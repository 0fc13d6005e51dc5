import { useMemo } from 'react'
import { highlightPython } from './highlight'
import classes from './answer.module.css'

interface CodeProps {
  source: string
  withLineNumbers?: boolean
  /** Whether what is too wide can be scrolled to, also by keyboard. */
  scrolls?: boolean
  className?: string | undefined
}

/** Python source in colours, exactly as it was sent. */
export function Code({ source, withLineNumbers = false, scrolls = true, className }: CodeProps) {
  const html = useMemo(() => highlightPython(source), [source])
  const code = html === null ? <code>{source}</code> : <code dangerouslySetInnerHTML={{ __html: html }} />
  return (
    <div
      className={`${classes.code} ${className ?? ''}`}
      data-scrolls={scrolls}
      {...(scrolls && { tabIndex: 0, role: 'group', 'aria-label': 'Code' })}
    >
      {withLineNumbers && (
        <pre className={classes.lineNumbers} aria-hidden>
          {source
            .trimEnd()
            .split('\n')
            .map((_, i) => i + 1)
            .join('\n')}
        </pre>
      )}
      <pre>{code}</pre>
    </div>
  )
}
