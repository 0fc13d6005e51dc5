import { Button } from '@mantine/core'
import { IconMessage } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session, StudentPath } from '../../../api/types'
import { StudentName, useNamesHidden } from '../../../components/StudentName'
import { useSince } from '../../../lib/clock'
import { formatCount, formatList } from '../../../lib/format'
import type { GoTo } from '../route/useRecordsRoute'
import { MessageTo } from '../student/MessageTo'
import { StudentMenu } from '../student/StudentMenu'
import { sumsOf } from './path'
import { Visited } from './Visited'
import classes from './PathHead.module.css'

interface PathHeadProps {
  session: Session
  path: StudentPath
  /** When the teacher was with the student; '' for never, or if something has happened since. */
  visitedAt: string
  goTo: GoTo
}

function Figure({ value, of, label }: { value: number; of?: string; label: string }) {
  return (
    <div className={classes.figure}>
      <b>{formatCount(value)}</b> {of !== undefined && <span>{of}</span>}
      <p className="faint">{label}</p>
    </div>
  )
}

function Last({ stamp }: { stamp: string }) {
  const { t } = useTranslation('records')
  const since = useSince(stamp)
  return <>{t('path.last', { since })}</>
}

/** The student's name and device, and the sums of the path. */
export function PathHead({ session, path, visitedAt, goTo }: PathHeadProps) {
  const [isWriting, setWriting] = useState(false)
  const { t } = useTranslation('records')
  const areHidden = useNamesHidden()
  const { student } = path
  const sums = sumsOf(path.steps)
  return (
    <header className={classes.head}>
      <div className={classes.who}>
        <h1 className="truncate">
          <StudentName student={student} />
        </h1>
        <p className="faint truncate">
          {t('path.device', { device: student.device })}
          {sums.lastAt !== '' && ' · '}
          {sums.lastAt !== '' && <Last stamp={sums.lastAt} />}
          {student.mergedFrom.length > 0 && ' · '}
          {student.mergedFrom.length > 0 &&
            t('students.joined', {
              names: formatList(
                student.mergedFrom.map(({ display, device }) => (areHidden ? device : display)),
              ),
            })}
        </p>
      </div>
      <Figure
        value={sums.sent}
        of={t('path.sentOf', { of: sums.of })}
        label={t('path.sent', { count: sums.sent })}
      />
      {sums.right + sums.wrong > 0 && (
        <Figure
          value={sums.right}
          of={t('path.right', { count: sums.right })}
          label={t('path.wrong', { count: sums.wrong })}
        />
      )}
      <Figure value={sums.attempts} label={t('path.attempts', { count: sums.attempts })} />
      <div className={classes.actions}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconMessage size={14} />}
          onClick={() => setWriting(true)}
        >
          {t('panel.message')}
        </Button>
        <Visited session={session} student={student} visitedAt={visitedAt} />
        <StudentMenu session={session} studentId={student.id} goTo={goTo} />
      </div>
      <MessageTo session={session} student={student} opened={isWriting} onClose={() => setWriting(false)} />
    </header>
  )
}
