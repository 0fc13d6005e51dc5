import { Fragment } from 'react'
import classes from './Prose.module.css'

/** A text in which words between backticks are shown as code. */
export function Prose({ children }: { children: string }) {
  return children
    .split('`')
    .map((piece, i) => (
      <Fragment key={i}>{i % 2 === 0 ? piece : <code className={classes.code}>{piece}</code>}</Fragment>
    ))
}
