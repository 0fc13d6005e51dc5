import type { Token } from './highlight'

/** A line of code in its colours. */
export function Tokens({ tokens }: { tokens: Token[] }) {
  return tokens.map(({ text, kind }, i) =>
    kind === '' ? (
      text
    ) : (
      <span key={i} className={kind}>
        {text}
      </span>
    ),
  )
}
