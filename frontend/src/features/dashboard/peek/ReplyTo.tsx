import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Row } from '../gridModel'
import { Reply } from '../Reply'
import type { PeekContext } from './PeekPanel'
import { toTitle } from './toTitle'
import classes from './ReplyTo.module.css'

interface ReplyToProps extends Pick<PeekContext, 'sessionId' | 'onMessage'> {
  row: Row
}

/** A line to write to a student, and above it what was written last. */
export function ReplyTo({ sessionId, row: { student, needsHelp }, onMessage }: ReplyToProps) {
  const { t } = useTranslation('dashboard')
  const [sent, setSent] = useState('')
  return (
    <>
      {sent !== '' && <p className={classes.sent}>{t('reply.sent', { text: sent })}</p>}
      <Reply
        sessionId={sessionId}
        student={student}
        isAnswer={needsHelp}
        onSent={setSent}
        onLeave={toTitle}
        onMore={() => onMessage([student])}
      />
    </>
  )
}
