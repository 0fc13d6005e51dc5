import { Button, Menu } from '@mantine/core'
import { IconArrowUp, IconDownload } from '@tabler/icons-react'
import { exportSession } from '../../api/client'
import type { Session } from '../../api/types'
import { ExportChoices } from '../../components/ExportChoices'
import { Dot } from '../../components/bits'
import { notifyDone, notifyError } from '../../components/notify'
import { formatCount, plural } from '../../lib/format'
import classes from './records.module.css'

/** From so many on, the newest page alone cannot tell how many wait. */
const MANY = 100

interface CountBarProps {
  session: Session
  isFiltered: boolean
  total: number | undefined
  waiting: number
  isReading: boolean
  onRelease: () => void
}

function Count({ session, isFiltered, total }: Pick<CountBarProps, 'session' | 'isFiltered' | 'total'>) {
  if (total === undefined) return null
  if (!isFiltered) return <b>{plural(total, { one: '{n} record', other: '{n} records' })}</b>
  return (
    <span>
      <b>{formatCount(total)}</b> of {plural(session.records, { one: '{n} record', other: '{n} records' })}
    </span>
  )
}

function waitingText(waiting: number): string {
  return waiting >= MANY ? `over ${MANY - 1} new` : `${waiting} new`
}

/** How many records there are, whether they come live, and how many wait while one reads. */
export function CountBar({ session, isFiltered, total, waiting, isReading, onRelease }: CountBarProps) {
  const save = (format: 'csv' | 'zip') =>
    exportSession(session.id, format).then((path) => {
      if (path !== '') notifyDone(`Saved as ${path}`)
    }, notifyError)
  return (
    <div className={classes.countBar}>
      <Count session={session} isFiltered={isFiltered} total={total} />
      <span className={classes.live} data-open={session.open}>
        <Dot on={session.open} /> {session.open ? 'Live' : 'Closed'}
      </span>
      {waiting > 0 && (
        <>
          <Button
            size="compact-sm"
            radius="xl"
            leftSection={<IconArrowUp size={14} />}
            title="Take them in (Home)"
            onClick={onRelease}
          >
            {waitingText(waiting)}
          </Button>
          <span className="t3">
            {isReading ? 'wait above while a record is open' : 'wait above while you read further down'}
          </span>
        </>
      )}
      <span className="grow" />
      <Menu>
        <Menu.Target>
          <Button variant="default" size="compact-sm" leftSection={<IconDownload size={14} />}>
            Export
          </Button>
        </Menu.Target>
        <ExportChoices onChoose={(format) => void save(format)} />
      </Menu>
    </div>
  )
}
