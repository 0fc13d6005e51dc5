import { Button, Kbd } from '@mantine/core'
import { IconAntennaBars5, IconFilterOff } from '@tabler/icons-react'
import { useStatus } from '../../api/queries'
import type { RecordFilter, Session } from '../../api/types'
import { CopyFirstCell } from '../../components/FirstCell'
import { Blank } from '../../components/states'
import { plural } from '../../lib/format'
import { isEmptyFilter } from './filter'

interface NoRecordsProps {
  session: Session
  filter: RecordFilter
  onFilter: (filter: RecordFilter) => void
}

/** Why there is no record to show, and what to do. */
export function NoRecords({ session, filter, onFilter }: NoRecordsProps) {
  const { data: status } = useStatus()
  if (!isEmptyFilter(filter) && session.records > 0) {
    return (
      <Blank
        icon={<IconFilterOff size={24} />}
        title={plural(session.records, {
          one: 'The one record does not match',
          other: 'None of {n} records match',
        })}
        actions={
          <Button variant="default" rightSection={<Kbd>Esc</Kbd>} onClick={() => onFilter({})}>
            Clear the filters
          </Button>
        }
      >
        The filters above leave nothing over.
      </Blank>
    )
  }
  const address = status?.addresses[0]
  return (
    <Blank
      icon={<IconAntennaBars5 size={24} />}
      title={session.open ? 'Waiting for the first record' : 'No record'}
      actions={session.open && <CopyFirstCell session={session} large />}
    >
      <bdi>{session.name}</bdi>{' '}
      {session.open ? (
        <>
          is open{' '}
          {address !== undefined && (
            <>
              at <span className="mono">{address}</span>
            </>
          )}
          . Records show here by themselves.
        </>
      ) : (
        'is closed and nothing was sent to it.'
      )}
    </Blank>
  )
}
