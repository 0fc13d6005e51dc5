import { Button, Kbd } from '@mantine/core'
import { useStudents } from '../../api/queries'
import type { RecordFilter, Session } from '../../api/types'
import { PageHead } from '../../components/Page'
import { FilterChip } from './FilterChip'
import { isEmptyFilter } from './filter'
import { FilterField } from './FilterField'

interface FilterBarProps {
  session: Session
  filter: RecordFilter
  onFilter: (filter: RecordFilter) => void
}

/** What narrows the records: a field that finds students, questions and parts, and what was chosen as chips. */
export function FilterBar({ session, filter, onFilter }: FilterBarProps) {
  const { data: students } = useStudents(session.id, filter.studentId !== undefined)
  const student = students?.find(({ id }) => id === filter.studentId)
  const part = session.parts.find(({ id }) => id === filter.partId)
  return (
    <PageHead>
      <FilterField session={session} onChoose={(chosen) => onFilter({ ...filter, ...chosen })} />
      {filter.studentId !== undefined && (
        <FilterChip
          name="Student"
          value={student?.display ?? '…'}
          onRemove={() => onFilter({ ...filter, studentId: undefined })}
        />
      )}
      {filter.question !== undefined && (
        <FilterChip
          name="Question"
          value={filter.question}
          onRemove={() => onFilter({ ...filter, question: undefined })}
        />
      )}
      {filter.partId !== undefined && (
        <FilterChip
          name="Part"
          value={part?.name ?? '…'}
          onRemove={() => onFilter({ ...filter, partId: undefined })}
        />
      )}
      {!isEmptyFilter(filter) && (
        <Button variant="subtle" size="compact-sm" rightSection={<Kbd>Esc</Kbd>} onClick={() => onFilter({})}>
          Clear
        </Button>
      )}
    </PageHead>
  )
}
