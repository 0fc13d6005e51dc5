import { useTranslation } from 'react-i18next'
import { useQuestionTitles, useStudents } from '../../../api/queries'
import type { Session } from '../../../api/types'
import { useTypeName } from '../../../components/answer/useAnswerWords'
import { useStudentName } from '../../../components/StudentName'
import { appNow } from '../../../lib/clock'
import { formatMoment, formatTime } from '../../../lib/format'
import { questionName } from '../../../lib/questionName'
import type { Filter, TimeChoice, VerdictChoice } from '../route/route'
import { type Kind, valuesOf } from './options'

/** The length of the day in a local time: `2026-02-11`. */
const DAY = 10

/**
 * Returns one end of a range in words, as short as possible. Both ends are local times as a field writes them. Today's
 * date is left out, unless the other end is on another day.
 */
function formatEnd(local: string, other: string): string {
  if (local === '') return ''
  const stamp = new Date(local).toISOString()
  const isOfOneDay = other === '' || local.slice(0, DAY) === other.slice(0, DAY)
  const short = formatMoment(stamp, appNow(), formatTime)
  if (isOfOneDay || short !== formatTime(stamp)) return short
  return formatMoment(stamp, new Date(other).getTime(), formatTime)
}

/** Returns a function that writes a choice of time in words: `last 15 min`. */
export function useTimeWords(): (time: TimeChoice) => string {
  const { t } = useTranslation('records')
  return (time) => {
    if (time.kind === 'last') return t('filters.lastMinutes', { count: time.minutes })
    if (time.kind === 'opened') return t('filters.sinceOpened')
    const since = formatEnd(time.since, time.until)
    const until = formatEnd(time.until, time.since)
    if (until === '') return t('filters.rangeFrom', { since })
    if (since === '') return t('filters.rangeTo', { until })
    return t('filters.rangeFromTo', { since, until })
  }
}

/** Returns a function that writes the values of one kind of filter in words. */
export function useFilterWords(session: Session, filter: Filter): (kind: Kind) => string[] {
  const { t } = useTranslation(['records', 'common'])
  const { data: students } = useStudents(session.id, filter.students.length > 0)
  const titles = useQuestionTitles(session.id, filter.questions.length > 0)
  const typeName = useTypeName()
  const studentName = useStudentName()
  const timeWords = useTimeWords()
  const wordOf: Record<Exclude<Kind, 'time'>, (value: string) => string> = {
    question: (value) => questionName(value, titles.get(value) ?? ''),
    verdict: (value) => t(`common:verdicts.${value as VerdictChoice}`),
    label: (value) => (value === '' ? t('filters.noLabel') : value),
    student: (value) => {
      const student = students?.find(({ id }) => String(id) === value)
      return student ? studentName(student) : '…'
    },
    section: (value) => value,
    type: typeName,
    part: (value) => session.parts.find(({ id }) => String(id) === value)?.name ?? '…',
  }
  return (kind) => {
    if (kind === 'time') return filter.time ? [timeWords(filter.time)] : []
    return valuesOf(filter, kind).map((value) => wordOf[kind](value))
  }
}
