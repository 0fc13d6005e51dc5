import { Button } from '@mantine/core'
import { IconUser, IconUserOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDashboard } from '../../../api/dashboard'
import { toApiError } from '../../../api/error'
import { useStudents } from '../../../api/queries'
import { useStudentPath } from '../../../api/recordQueries'
import type { Dashboard, Session, StudentPath } from '../../../api/types'
import { ImageLightbox } from '../../../components/answer/ImageLightbox'
import { isPicture } from '../../../components/answer/kinds/registry'
import { PageHead, SidePanel } from '../../../components/Page'
import { SearchField } from '../../../components/SearchField'
import { AfterAWhile } from '../../../components/AfterAWhile'
import { Blank } from '../../../components/Blank'
import { Failed } from '../../../components/Failed'
import { LoadingRows } from '../../../components/LoadingRows'
import { useNamesHidden, useStudentName } from '../../../components/StudentName'
import { useShortcuts } from '../../../lib/shortcuts'
import { useHeldOrder } from '../../../lib/useReading'
import { RecordPanel } from '../detail/RecordPanel'
import { useRecordMarks } from '../detail/useRecordMarks'
import type { GoTo } from '../route/useRecordsRoute'
import type { ViewProps } from '../route/view'
import { findStudents, linesOf, type PathLine, stepsIn } from './path'
import { PathHead } from './PathHead'
import { PathQuestions } from './PathQuestions'
import { RemoveSilent } from './RemoveSilent'
import { Steps } from './Steps'
import { StudentList } from './StudentList'
import classes from './StudentView.module.css'

/** One student's path through the questions, beside the list of students. */
export function StudentView({ session, route, goTo, switcher }: ViewProps) {
  const { t } = useTranslation('records')
  const { data: students, error, refetch } = useStudents(session.id)
  const { data: board } = useDashboard(session.id)
  const nameOf = useStudentName()
  const [words, setWords] = useState('')
  const firstId = students?.[0]?.id
  const chosenId = route.student ?? firstId
  // The first student changes as soon as an Aaron sends; the one that is shown stays.
  useEffect(() => {
    if (route.student === undefined && firstId !== undefined) goTo({ student: firstId })
  }, [route.student, firstId, goTo])
  const choose = (student: number) => goTo({ student, record: undefined })
  const areHidden = useNamesHidden()
  const [isHere, setHere] = useState(false)
  const found = useHeldOrder(
    findStudents(students ?? [], words, nameOf),
    isHere,
    `${String(areHidden)} ${words}`,
  )
  return (
    <>
      <PageHead>
        <SearchField label={t('path.find')} placeholder={t('path.find')} value={words} onChange={setWords} />
        {chosenId !== undefined && <Steps session={session} studentId={chosenId} onChoose={choose} />}
        <RemoveSilent sessionId={session.id} students={students} />
        <span className="grow" />
        {switcher}
      </PageHead>
      {error ? (
        <Failed error={error} retry={refetch} />
      ) : !students ? (
        <LoadingRows count={12} height={28} />
      ) : chosenId === undefined ? (
        <Blank icon={<IconUser size={24} />} title={t('path.none')}>
          {t('path.noneWhy')}
        </Blank>
      ) : (
        <div className={classes.split}>
          <StudentList
            students={found}
            board={board}
            chosenId={chosenId}
            onChoose={choose}
            onHere={setHere}
          />
          <PathOf
            key={chosenId}
            session={session}
            studentId={chosenId}
            openId={route.record}
            goTo={goTo}
            firstId={firstId}
            board={board}
          />
        </div>
      )}
    </>
  )
}

interface PathOfProps {
  session: Session
  studentId: number
  openId: number | undefined
  goTo: GoTo
  firstId: number | undefined
  board: Dashboard | undefined
}

function PathOf(props: PathOfProps) {
  const { session, studentId, goTo, firstId } = props
  const { t } = useTranslation('records')
  const { data: path, error, isFetching, refetch } = useStudentPath(session.id, studentId)
  const countsFor = path?.student.id
  // A merged student's path is that of the student it counts for; while it is fetched, a known answer may be old.
  useEffect(() => {
    if (!isFetching && countsFor !== undefined && countsFor !== studentId) goTo({ student: countsFor })
  }, [isFetching, countsFor, studentId, goTo])
  if (error && toApiError(error).code === 'not_found') {
    return (
      <Blank
        icon={<IconUserOff size={24} />}
        title={t('path.gone')}
        actions={
          firstId !== undefined && (
            <Button variant="default" onClick={() => goTo({ student: firstId })}>
              {t('path.first')}
            </Button>
          )
        }
      >
        {t('path.goneWhy')}
      </Blank>
    )
  }
  if (error) return <Failed error={error} retry={refetch} />
  if (!path || countsFor !== studentId) {
    return (
      <AfterAWhile>
        <LoadingRows count={10} height={48} />
      </AfterAWhile>
    )
  }
  const steps = stepsIn(path.steps, props.board?.questions ?? [])
  return <Path {...props} path={{ ...path, steps }} />
}

function Path({ session, openId, goTo, path, board }: PathOfProps & { path: StudentPath }) {
  const { t } = useTranslation('records')
  const nameOf = useStudentName()
  const [key, setKey] = useState<string>()
  const [isLarge, setLarge] = useState(false)
  const lines = linesOf(path.steps)
  const at = lines.findIndex((line) => (openId === undefined ? line.key === key : line.record?.id === openId))
  const open = lines[at]?.record
  const records = lines.flatMap(({ record }) => record ?? [])

  function go({ key: next, record }: PathLine, isOpening: boolean) {
    setKey(next)
    if (isOpening && record) goTo({ record: record.id }, openId === undefined ? 'push' : 'now')
  }
  function move(step: number, from = at): boolean {
    const line = lines[from < 0 && step < 0 ? lines.length - 1 : from + step]
    if (!line) return false
    // An open panel skips questions that were not sent: it has nothing to show for them.
    if (openId !== undefined && !line.record) return move(step, from + step)
    go(line, openId !== undefined)
    return true
  }
  const close = () => goTo({ record: undefined })
  const act = () => {
    const line = lines[at]
    if (!line?.record) return false
    if (openId === undefined) go(line, true)
    else close()
    return true
  }
  useShortcuts({
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: act,
    ' ': act,
    Escape: () => {
      if (openId !== undefined) close()
      else if (key !== undefined) setKey(undefined)
      else goTo({ view: 'table', student: undefined })
    },
  })
  const marks = useRecordMarks(session.id, 0, open, ({ id }) =>
    goTo({ record: id }, openId === undefined ? 'push' : 'now'),
  )
  const panel =
    openId === undefined ? null : (
      <RecordPanel
        key={openId}
        session={session}
        id={openId}
        listed={open}
        partId={0}
        marks={marks}
        onClose={close}
        onMove={move}
        onEnlarge={() => setLarge(true)}
        goTo={goTo}
      />
    )
  return (
    <section className={classes.page} aria-label={t('path.label', { student: nameOf(path.student) })}>
      <SidePanel label={t('panel.label')} panel={panel}>
        <PathHead
          session={session}
          path={path}
          visitedAt={board?.rows.find(({ student }) => student.id === path.student.id)?.visitedAt ?? ''}
          goTo={goTo}
        />
        <PathQuestions
          session={session}
          path={path}
          board={board}
          openId={openId}
          cursorKey={lines[at]?.key}
          onOpen={(line) => go(line, true)}
        />
      </SidePanel>
      {isLarge && open && (
        <ImageLightbox
          records={records.filter(isPicture)}
          id={open.id}
          onShow={(record) => goTo({ record })}
          onClose={() => setLarge(false)}
        />
      )}
    </section>
  )
}
