import type { CSSProperties } from 'react'
import classes from './Scalar.module.css'

/** Returns how many characters and lines a value has if it is broken between words. */
function extentOf(text: string): { chars: number; lines: number } {
  const words = text.trim().split(/\s+/)
  const lines = words.length > 1 && text.length > 10 ? 2 : 1
  return {
    chars: Math.max(Math.ceil(text.length / lines) + lines - 1, ...words.map(({ length }) => length)),
    lines,
  }
}

/** A single value, the largest thing of its card: smaller only if it is long. */
export function Scalar({ text }: { text: string }) {
  const size = text.length <= 8 ? 'large' : text.length <= 16 ? 'medium' : 'small'
  const { chars, lines } = extentOf(text)
  return (
    <p
      className={classes.scalar}
      data-size={size}
      style={{ '--chars': chars, '--lines': lines } as CSSProperties}
    >
      {text}
    </p>
  )
}
