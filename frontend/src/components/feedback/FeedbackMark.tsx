import { type FeedbackKind, feedbackKinds } from './feedback'
import classes from './FeedbackMark.module.css'

interface FeedbackMarkProps {
  kind: FeedbackKind
  /** Whether it waits for a release: its dots are hollow. */
  isHeld?: boolean
}

/** How much students hear, as one to three dots; none for nothing. It says nothing that is not beside it in words. */
export function FeedbackMark({ kind, isHeld = false }: FeedbackMarkProps) {
  return (
    <span className={classes.mark} data-held={isHeld} aria-hidden>
      {feedbackKinds.slice(1, feedbackKinds.indexOf(kind) + 1).map((each) => (
        <i key={each} />
      ))}
    </span>
  )
}
