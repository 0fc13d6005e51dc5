import type { Dashboard, Session, StudentPath } from '../../../api/types'
import { HelpHistory } from '../../../components/HelpHistory'
import type { PathLine } from './path'
import { PathTable } from './PathTable'
import classes from './PathQuestions.module.css'

interface PathQuestionsProps {
  session: Session
  path: StudentPath
  board: Dashboard | undefined
  openId: number | undefined
  cursorKey: string | undefined
  onOpen: (line: PathLine) => void
}

/** What a student asked for help with, and the way through the questions. */
export function PathQuestions({ board, ...props }: PathQuestionsProps) {
  const titleOf = (label: string) => board?.questions.find((one) => one.label === label)?.title ?? ''
  return (
    <div className={classes.scroll}>
      <HelpHistory
        level={2}
        sessionId={props.session.id}
        studentId={props.path.student.id}
        titleOf={titleOf}
        className={classes.help}
      />
      <PathTable {...props} titleOf={titleOf} />
    </div>
  )
}
