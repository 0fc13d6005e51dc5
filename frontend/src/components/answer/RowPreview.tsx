import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './RowPreview.module.css'

/** What a row shows of an answer: a line of pieces, cut where there is no room. */
export function RowPreview({ children }: { children: ReactNode }) {
  return <div className={classes.preview}>{children}</div>
}

/** A line of an answer, and a note beside it. */
export function PreviewLine({ text, note }: { text: string; note?: ReactNode }) {
  return (
    <>
      <span className={classes.line}>{text}</span>
      {note !== undefined && <PreviewNote>{note}</PreviewNote>}
    </>
  )
}

/** A note on an answer, such as its shape. */
export function PreviewNote({ children }: { children: ReactNode }) {
  return <span className={classes.note}>{children}</span>
}

/** A picture that stands before a line. */
export function PreviewIcon({ Icon }: { Icon: Icon }) {
  return <Icon size={16} className={classes.icon} aria-hidden />
}

/** What is wrong with an answer. */
export function PreviewTrouble({ children }: { children: ReactNode }) {
  return <span className={classes.trouble}>{children}</span>
}
