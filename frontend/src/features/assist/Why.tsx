import { useTranslation } from 'react-i18next'
import type { AttentionMember } from '../../api/types'
import { useSpan } from '../../lib/clock'
import { isMine, isTaken, type Waiting } from './queue'
import classes from './Why.module.css'

/** Says why a student may need somebody. */
function Reason({ reason, member }: { reason: string; member: AttentionMember }) {
  const { t } = useTranslation('assist')
  const { question, attempts: count } = member
  const span = useSpan(member.visitedAt === '' ? member.since : member.visitedAt)
  if (member.visitedAt !== '') return t('why.visited', { span })
  switch (reason) {
    case 'help':
      return t(question === '' ? 'why.help' : 'why.helpOn', { span, question })
    case 'attempts':
      return t('why.attempts', { count, question })
    case 'silent':
      return t('why.silent', { span })
    default:
      return t('why.never', { span })
  }
}

/** Says who is on the way to a row. */
function Coming({ row, me }: { row: Waiting; me: string }) {
  const { t } = useTranslation('assist')
  if (!isTaken(row)) return null
  const helper = row.members[0]?.helper ?? ''
  return (
    <b className={classes.coming}>
      {isMine(row, me) ? t('help.you') : t('help.other', { helper: helper === '' ? t('teacher') : helper })}
    </b>
  )
}

/** Why those of a row may need somebody, where they sit, what they sent last, and who is on the way. */
export function Why({ row, me }: { row: Waiting; me: string }) {
  const { t } = useTranslation('assist')
  const [first] = row.members
  if (!first) return null
  const isShared = row.members.length > 1
  const isWrong = row.members.every(({ verdict }) => verdict === 'wrong')
  const { question } = row
  const seats = row.members.map(({ seat }) => seat).filter((seat) => seat !== '')
  return (
    <>
      <Coming row={row} me={me} />
      {seats.length > 0 && (
        <b>
          <bdi>{t('help.seat', { seat: seats.join(', ') })}</bdi>
        </b>
      )}
      <span className={classes.why}>
        {isShared ? (
          t(isWrong ? 'help.sameMistake' : 'help.sameAnswer', { question })
        ) : (
          <Reason reason={row.reason} member={first} />
        )}
      </span>
      {!isShared && first.group !== '' && (
        <span className={classes.why}>{t('help.group', { group: first.group })}</span>
      )}
    </>
  )
}
