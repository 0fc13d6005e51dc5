import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { compareCode, type DiffLine } from './diff'
import { highlightPython, type Token } from './highlight'
import { markTokens } from './marks'
import { Tokens } from './Tokens'
import classes from './CodeDiff.module.css'

const signs = { both: ' ', left: '−', right: '+' }

interface CodeDiffProps {
  left: string
  right: string
}

/** Returns the lines of a comparison with the colours that they have in the whole source. */
function coloured(lines: DiffLine[], left: string, right: string): Token[][] {
  const colours = { left: highlightPython(left), right: highlightPython(right) }
  const at = { left: 0, right: 0 }
  return lines.map(({ side }) => {
    const own = side === 'right' ? 'right' : 'left'
    const tokens = colours[own][at[own]] ?? []
    at[own] += 1
    if (side === 'both') at.right += 1
    return tokens
  })
}

/** Two sources as one: lines that only one of them has are marked, and in them the words that differ. */
export function CodeDiff({ left, right }: CodeDiffProps) {
  const { t } = useTranslation('answer')
  const { lines, detail } = useMemo(() => compareCode(left, right), [left, right])
  const colours = useMemo(() => coloured(lines, left, right), [lines, left, right])
  const words = { both: '', left: t('removed'), right: t('added') }
  if (lines.every(({ side }) => side === 'both'))
    return <p className="muted">{t(left === right ? 'sameCode' : 'sameButEnd')}</p>
  return (
    <div className={classes.diff} tabIndex={0} role="group" aria-label={t('comparedCode')}>
      {detail !== 'words' && <p className={classes.note}>{t(`compared.${detail}`)}</p>}
      {lines.map(({ side, pieces }, i) => (
        <div key={i} className={classes.line} data-side={side}>
          <span className={classes.sign} aria-label={words[side]} role={side === 'both' ? undefined : 'img'}>
            {signs[side]}
          </span>
          <pre>
            <code>
              {markTokens(colours[i] ?? [], pieces).map(({ tokens, isChanged }, n) =>
                isChanged ? (
                  <mark key={n}>
                    <Tokens tokens={tokens} />
                  </mark>
                ) : (
                  <Tokens key={n} tokens={tokens} />
                ),
              )}
            </code>
          </pre>
        </div>
      ))}
    </div>
  )
}
