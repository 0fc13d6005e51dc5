import { useTranslation } from 'react-i18next'
import { useClassList } from '../../../api/classList'
import { useQuestionTitles, useStudents } from '../../../api/queries'
import { useRecordFacets } from '../../../api/recordQueries'
import type { Facet, Session } from '../../../api/types'
import { useTypeName } from '../../../components/answer/useAnswerWords'
import { useStudentName } from '../../../components/StudentName'
import { useClock } from '../../../lib/clock'
import { questionName } from '../../../lib/questionName'
import { recordQuery, type ListRequest } from '../list/query'
import { timeName, verdicts } from '../route/route'
import { type Option, times } from './options'
import { useTimeWords } from './useFilterWords'

const MINUTE = 60_000

/**
 * Returns all filter options, with how many records each would show. Returns undefined until all are known, because the
 * first option must not change just when Enter takes it.
 */
export function useOptions(session: Session, request: ListRequest): Option[] | undefined {
  const minute = useClock((now) => Math.floor(now / MINUTE) * MINUTE)
  const { data: facets, isPending } = useRecordFacets(recordQuery(request, '', minute))
  const { t } = useTranslation(['records', 'common'])
  const { data: students = [] } = useStudents(session.id)
  const { data: classList } = useClassList(session.id)
  const titles = useQuestionTitles(session.id)
  const typeName = useTypeName()
  const studentName = useStudentName()
  const timeWords = useTimeWords()
  const byId = (all: Facet[] = []) => new Map(all.map(({ id, records }) => [id, records]))
  const ofStudents = byId(facets?.students)
  const ofParts = byId(facets?.parts)
  const counted = (records: number | undefined) => (facets ? (records ?? 0) : undefined)
  if (isPending) return undefined
  const { filter } = request
  // Chosen values are offered even if they match nothing, so that they can be removed.
  const allOf = (all: Facet[] = [], chosen: string[]) => [
    ...new Set([...all.map(({ value }) => value), ...chosen]),
  ]
  const labels = allOf(facets?.labels, filter.labels)
  const records = (all: Facet[] = [], value: string) =>
    counted(all.find((facet) => facet.value === value)?.records)
  return [
    ...allOf(facets?.questions, filter.questions).map((value) => ({
      kind: 'question' as const,
      value,
      label: questionName(value, titles.get(value) ?? ''),
      records: records(facets?.questions, value),
    })),
    ...verdicts.map((value) => ({
      kind: 'verdict' as const,
      value,
      label: t(`common:verdicts.${value}`),
      records: records(facets?.verdicts, value),
    })),
    // Where no answer has a label, there is nothing to choose.
    ...(labels.some((value) => value !== '') ? labels : []).map((value) => ({
      kind: 'label' as const,
      value,
      label: value === '' ? t('filters.noLabel') : value,
      records: records(facets?.labels, value),
    })),
    ...students.map((student) => ({
      kind: 'student' as const,
      value: String(student.id),
      label: studentName(student),
      records: counted(ofStudents.get(student.id)),
    })),
    ...[...new Set([...(classList?.sections ?? []), ...filter.sections])].map((value) => ({
      kind: 'section' as const,
      value,
      label: value,
      records: undefined,
    })),
    ...allOf(facets?.types, filter.types).map((value) => ({
      kind: 'type' as const,
      value,
      label: typeName(value),
      records: records(facets?.types, value),
    })),
    ...(session.parts.length > 1 ? session.parts : []).map(({ id, name }) => ({
      kind: 'part' as const,
      value: String(id),
      label: name,
      records: counted(ofParts.get(id)),
    })),
    ...times
      .filter((time) => time.kind !== 'opened' || session.openedAt !== '')
      .map((time) => ({
        kind: 'time' as const,
        value: timeName(time),
        label: timeWords(time),
        records: undefined,
      })),
  ]
}
