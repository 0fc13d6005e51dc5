import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { highlightPython } from './highlight'
import { Tokens } from './Tokens'
import classes from './Code.module.css'

interface CodeProps {
  source: string
  withLineNumbers?: boolean
  /** Whether long lines can be scrolled to, also by keyboard. */
  scrolls?: boolean
  /** A class that may set --code-size and --code-line, the size of the type and the height of a line. */
  className?: string | undefined
}

/** Python source in colours, exactly as it was sent. */
export const Code = memo(function Code({
  source,
  withLineNumbers = false,
  scrolls = true,
  className,
}: CodeProps) {
  const { t } = useTranslation('answer')
  const lines = useMemo(() => highlightPython(source), [source])
  const numbered = source.trimEnd().split('\n').length
  return (
    <div
      className={`${classes.code} ${className ?? ''}`}
      data-scrolls={scrolls}
      {...(scrolls && { tabIndex: 0, role: 'group', 'aria-label': t('code') })}
    >
      {withLineNumbers && (
        <pre className={classes.lineNumbers} aria-hidden>
          {Array.from({ length: numbered }, (_, i) => i + 1).join('\n')}
        </pre>
      )}
      <pre>
        <code>
          {lines.map((tokens, i) => (
            <span key={i}>
              <Tokens tokens={tokens} />
              {i < lines.length - 1 && '\n'}
            </span>
          ))}
        </code>
      </pre>
    </div>
  )
})
