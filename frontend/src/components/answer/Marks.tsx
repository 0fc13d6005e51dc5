import type { ReactNode } from 'react'
import type { Piece } from './diff'
import type { Token } from './highlight'
import { markTokens } from './marks'
import { Tokens } from './Tokens'
import classes from './Marks.module.css'

/** A piece of an answer that another one does not have. Neither has the colour of a verdict. */
export function Mark({ children }: { children: ReactNode }) {
  return <mark className={classes.mark}>{children}</mark>
}

/** A text in which the changed pieces are marked; tokens are its colours. */
export function Marks({ pieces, tokens }: { pieces: Piece[]; tokens?: Token[] }) {
  const colours = tokens ?? [{ text: pieces.map(({ text }) => text).join(''), kind: '' }]
  return markTokens(colours, pieces).map(({ tokens: own, isChanged }, i) =>
    isChanged ? (
      <Mark key={i}>
        <Tokens tokens={own} />
      </Mark>
    ) : (
      <Tokens key={i} tokens={own} />
    ),
  )
}
