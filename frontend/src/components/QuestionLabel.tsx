import classes from './QuestionLabel.module.css'

/** The label of a question. */
export function QuestionLabel({ children }: { children: string }) {
  return (
    <span className={classes.question}>
      <bdi title={children}>{children}</bdi>
    </span>
  )
}
