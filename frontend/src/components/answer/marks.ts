import type { Piece } from './diff'
import type { Token } from './highlight'

/** Tokens that belong together: changed or not. */
export interface MarkedTokens {
  tokens: Token[]
  isChanged: boolean
}

/** Returns the first length characters of tokens, and the rest. */
function split(tokens: Token[], length: number): [Token[], Token[]] {
  const head: Token[] = []
  let left = length
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (!token) break
    if (left === 0) return [head, tokens.slice(i)]
    if (token.text.length > left) {
      head.push({ ...token, text: token.text.slice(0, left) })
      return [head, [{ ...token, text: token.text.slice(left) }, ...tokens.slice(i + 1)]]
    }
    head.push(token)
    left -= token.text.length
  }
  return [head, []]
}

/** Returns a line's coloured tokens, cut at the ends of its changed pieces. */
export function markTokens(tokens: Token[], pieces: Piece[]): MarkedTokens[] {
  let rest = tokens
  return pieces.map(({ text, isChanged }) => {
    const [head, tail] = split(rest, text.length)
    rest = tail
    return { tokens: head, isChanged }
  })
}
