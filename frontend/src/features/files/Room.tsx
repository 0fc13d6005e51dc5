import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HandedIn, SessionFiles, StudentFiles } from '../../api/types'
import { StudentName, useNamesHidden } from '../../components/StudentName'
import { useClock } from '../../lib/clock'
import { formatBytes, formatCount, formatDate, formatExact } from '../../lib/format'
import { type Lack, lacks, studentsWho } from './lacks'
import classes from './Room.module.css'

function When({ stamp }: { stamp: string }) {
  const when = useClock((now) => formatDate(stamp, now))
  return <span title={formatExact(stamp)}>{when}</span>
}

function Fetched({ row, count }: { row: StudentFiles; count: number }) {
  const { t } = useTranslation('files')
  if (row.fetched === 0) return <span className="faint">{t('hasNone')}</span>
  return (
    <div className={classes.lines}>
      <span>{row.fetched === count ? t('hasAll') : t('hasSome', { n: row.fetched, of: count })}</span>
      <span className="faint truncate">
        {t(row.byBrowser ? 'byBrowser' : 'byNotebook')}, <When stamp={row.fetchedAt} />
      </span>
    </div>
  )
}

function One({ handIn }: { handIn: HandedIn }) {
  const { t } = useTranslation('files')
  const isHidden = useNamesHidden()
  // Students write their names into the names of their files.
  const name = isHidden ? t('aNotebook') : handIn.name
  return (
    <div className={classes.lines}>
      <span className="truncate" title={name}>
        <bdi>{name}</bdi> <span className="faint">{formatBytes(handIn.size)}</span>
      </span>
      <span className="faint">
        <When stamp={handIn.at} />
        {handIn.receipt !== '' && <span className="mono">, {handIn.receipt}</span>}
        {handIn.fromPage && `, ${t('fromPage')}`}
        {!handIn.kept && `, ${t('notKept')}`}
      </span>
    </div>
  )
}

function HandIns({ handIns }: { handIns: HandedIn[] }) {
  const { t } = useTranslation('files')
  const [isOpen, setOpen] = useState(false)
  const [last, ...earlier] = handIns
  if (!last) return <span className="faint">{t('notHandedIn')}</span>
  return (
    <div className={classes.lines}>
      <One handIn={last} />
      {isOpen && earlier.map((handIn) => <One key={handIn.id} handIn={handIn} />)}
      {earlier.length > 0 && (
        <button
          type="button"
          className={classes.earlier}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? 'fewer' : 'earlier', { count: earlier.length })}
        </button>
      )}
    </div>
  )
}

/** The students of a session: who has what it hands out, and who handed in. */
export function Room({ files }: { files: SessionFiles }) {
  const { t } = useTranslation('files')
  const [lack, setLack] = useState<Lack>('all')
  const count = files.files.length
  const shown = studentsWho(files, lack)
  const item = (value: Lack) => ({
    value,
    label: (
      <span className="hstack">
        {t(`who.${value}`)} <span className="faint">{formatCount(studentsWho(files, value).length)}</span>
      </span>
    ),
  })
  return (
    <>
      <div className={classes.tools}>
        <SegmentedControl
          aria-label={t('show')}
          size="xs"
          data={lacks.map(item)}
          value={lack}
          onChange={setLack}
        />
        <span role="status">
          {count > 0 && `${t('have', { n: files.have, count: files.students.length })} `}
          {t('handedIn', { n: files.handedIn, count: files.students.length })}
        </span>
      </div>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('student')}</th>
            <th scope="col">{t('fetched')}</th>
            <th scope="col">{t('handedInColumn')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.student.id}>
              <th scope="row">
                <StudentName student={row.student} />
              </th>
              <td>{count > 0 && <Fetched row={row} count={count} />}</td>
              <td>
                <HandIns handIns={row.handIns} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length === 0 && (
        <p className={classes.none}>{t(files.students.length === 0 ? 'nobody' : 'noneOfThese')}</p>
      )}
    </>
  )
}
