import { Trans, useTranslation } from 'react-i18next'
import type { AttentionLine, AttentionMember } from '../../api/types'
import { formatCount } from '../../lib/format'
import { useSpan } from '../../lib/clock'
import { isVisited, latestOf, leastAttempts } from './attention'

const marks = { b: <b /> }

/** Who is on the way to a student, and since when. */
function Coming({ member: { helper, takenAt } }: { member: AttentionMember }) {
  const { t } = useTranslation('dashboard')
  const values = { span: useSpan(takenAt), helper }
  return (
    <Trans t={t} i18nKey={helper === '' ? 'queue.you' : 'queue.helper'} values={values} components={marks} />
  )
}

/** That several students wait with one answer, or who goes to them all. */
export function GoOnce({ line }: { line: AttentionLine }) {
  const { t } = useTranslation('dashboard')
  const { question, members } = line
  const [first] = members
  if (first && members.every(({ takenAt }) => takenAt !== '')) return <Coming member={first} />
  const isWrong = members.every(({ verdict }) => verdict === 'wrong')
  return t(isWrong ? 'queue.sameMistake' : 'queue.sameAnswer', { question })
}

function Help({ member }: { member: AttentionMember }) {
  const { t } = useTranslation('dashboard')
  const { text, question, since, seat, takenAt } = member
  const values = { span: useSpan(since), question }
  return (
    <>
      {takenAt !== '' && (
        <>
          <Coming member={member} />
          {' · '}
        </>
      )}
      {seat !== '' && (
        <>
          <b>
            <bdi>{t('queue.seat', { seat })}</bdi>
          </b>
          {' · '}
        </>
      )}
      <Trans
        t={t}
        i18nKey={question === '' ? 'attention.help' : 'attention.helpOn'}
        values={values}
        components={marks}
      />
      {/* What was asked may be long: it comes last, so that nothing else is cut. */}
      {text !== '' && (
        <>
          {' · '}
          <q>
            <bdi>{text}</bdi>
          </q>
        </>
      )}
    </>
  )
}

function Attempts({ member }: { member: AttentionMember }) {
  const { t } = useTranslation('dashboard')
  const { attempts, question, group, sameGroup } = member
  const all = sameGroup ? 'attention.attemptsAllIn' : 'attention.attemptsIn'
  return (
    <Trans
      t={t}
      i18nKey={group === '' ? 'attention.attempts' : all}
      count={attempts}
      values={{ question, group }}
      components={marks}
    />
  )
}

function Silent({ member }: { member: AttentionMember }) {
  const { t } = useTranslation('dashboard')
  const { question, behind } = member
  const values = { span: useSpan(member.since), question }
  if (behind > 0)
    return <Trans t={t} i18nKey="attention.silentBehind" count={behind} values={values} components={marks} />
  const key = question === '' ? 'attention.silent' : 'attention.silentOn'
  return <Trans t={t} i18nKey={key} values={values} components={marks} />
}

function Never({ member }: { member: AttentionMember }) {
  const { t } = useTranslation('dashboard')
  return <Trans t={t} i18nKey="attention.never" values={{ span: useSpan(member.since) }} components={marks} />
}

function Visited({ member }: { member: AttentionMember }) {
  const { t } = useTranslation('dashboard')
  return t('attention.visited', { span: useSpan(member.visitedAt) })
}

/** Why a student may need the teacher, in words and figures. */
export function Reason({ line, member }: { line: AttentionLine; member: AttentionMember }) {
  if (isVisited(member)) return <Visited member={member} />
  switch (line.reason) {
    case 'help':
      return <Help member={member} />
    case 'attempts':
      return <Attempts member={member} />
    case 'silent':
      return <Silent member={member} />
    default:
      return <Never member={member} />
  }
}

/** Why several students may need the teacher, with their count. */
export function SharedReason({ line }: { line: AttentionLine }) {
  const { t } = useTranslation('dashboard')
  const count = line.members.length
  const span = useSpan(latestOf(line.members))
  if (line.visited) return t('attention.manyVisited', { count })
  switch (line.reason) {
    case 'help':
      return t('attention.manyHelp', { count })
    case 'attempts':
      return t('attention.manyAttempts', { count, least: formatCount(leastAttempts(line.members)) })
    case 'silent':
      return t('attention.manySilent', { count, span })
    default:
      return t('attention.manyNever', { count })
  }
}
