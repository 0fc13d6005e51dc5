import { Fragment, type ReactNode } from 'react'

interface SentenceProps {
  /** Words in which {name} stands for the part of that name. */
  words: string
  parts: Partial<Record<string, ReactNode>>
}

/**
 * Words with elements among them, such as a name in bold. Not react-i18next's Trans: that reads what teachers
 * and students typed as HTML.
 */
export function Sentence({ words, parts }: SentenceProps) {
  return words
    .split(/\{(\w+)\}/)
    .map((piece, i) => <Fragment key={i}>{i % 2 === 0 ? piece : (parts[piece] ?? `{${piece}}`)}</Fragment>)
}
