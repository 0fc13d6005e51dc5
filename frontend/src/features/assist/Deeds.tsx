import type { Status } from '../../api/types'
import type { NamedStudent } from '../../components/StudentName'
import { HelpButtons } from './HelpButtons'
import { isMine, isTaken, type Waiting } from './queue'
import { Visit } from './Visit'

interface DeedsProps {
  sessionId: number
  /** Why they may need somebody, if they do. */
  row: Waiting | undefined
  students: (NamedStudent & { id: number })[]
  me: Status['assistant']
}

/** What can be done for students: with those who wait for help, or with one who does not. */
export function Deeds({ sessionId, row, students, me }: DeedsProps) {
  const [first] = students
  if (row?.isHelp)
    return (
      <HelpButtons
        sessionId={sessionId}
        students={students}
        isMine={isMine(row, me.name)}
        isTaken={isTaken(row)}
      />
    )
  const visitedAt = row?.members[0]?.visitedAt ?? ''
  return first && <Visit sessionId={sessionId} student={first} isVisited={visitedAt !== ''} />
}
