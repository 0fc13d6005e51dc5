import { useElementSize } from '@mantine/hooks'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHelpQueue, useMarkVisited } from '../../api/dashboard'
import { useStatus } from '../../api/queries'
import type { Dashboard, SessionFacts } from '../../api/types'
import { MessageForm, type Recipients } from '../../components/MessageForm'
import { useRoomForPanel } from '../../components/Page'
import { notifyUndo } from '../../components/undo'
import { Naming, useStudentName } from '../../components/StudentName'
import { formatCount } from '../../lib/format'
import { useTextSize } from '../../lib/preferences'
import { useStableCallback } from '../../lib/useStableCallback'
import { SharedMistakes } from './SharedMistakes'
import { Attention } from './Attention'
import { hasQueue } from './attention'
import { Grid } from './Grid'
import { GridTools } from './GridTools'
import { fit, share } from './layout'
import { keepOrder, keptOrder, type Order } from './order'
import { type GridStudent, type GridModel, isJudged } from './gridModel'
import { PeekPanel } from './peek/PeekPanel'
import { usePeek } from './peek/usePeek'
import { useOrder } from './useOrder'
import { Pace } from './Pace'
import { usePace } from './usePace'
import { useHeld, useReading } from '../../lib/useReading'
import classes from './DashboardBody.module.css'

const nobody = { written: [], answer: '' }

/** Returns what writes to students and what notes visits, which can be undone. */
function useActions(session: SessionFacts) {
  const { t } = useTranslation('dashboard')
  const nameOf = useStudentName()
  const [{ written, answer }, write] = useState<{ written: GridStudent[]; answer: string }>(nobody)
  const visit = useMarkVisited(session.id)
  const queue = useHelpQueue(session.id)
  const [first] = written
  const recipients: Recipients | undefined = first && {
    title:
      written.length === 1
        ? t('attention.message', { name: nameOf(first) })
        : t('attention.messageMany', { count: written.length }),
    studentIds: written.map(({ id }) => id),
    students: written,
    answer,
  }
  async function onVisit(students: GridStudent[], visited: boolean) {
    const studentIds = students.map(({ id }) => id)
    await visit.mutateAsync({ studentIds, visited })
    const [only] = students
    if (!visited || !only) return
    const undo = () => visit.mutateAsync({ studentIds, visited: false })
    const count = students.length
    notifyUndo(
      <Naming
        say={({ nameOf }) =>
          count === 1 ? t('attention.done', { name: nameOf(only) }) : t('attention.doneMany', { count })
        }
      />,
      undo,
    )
  }
  return {
    recipients,
    onWritten: () => write(nobody),
    onMessage: useStableCallback((students: GridStudent[], said?: string) =>
      write({ written: students, answer: said ?? '' }),
    ),
    onVisit: useStableCallback((...of: [GridStudent[], boolean]) => void onVisit(...of)),
    onTake: useStableCallback((students: GridStudent[], isTaken: boolean) =>
      queue.take({ studentIds: students.map(({ id }) => id), isTaken }),
    ),
    onPause: useStableCallback((isPaused: boolean) => queue.pause(isPaused)),
  }
}

/** Returns how large all is in the space that there is. */
function useSizes({ session, data, model }: DashboardBodyProps, width: number, height: number) {
  const scale = Number(useTextSize()) / 100
  const layout = fit({
    width,
    height,
    questions: model.columns.length,
    students: model.rows.length,
    digits: formatCount(Math.max(0, ...model.columns.map(({ students }) => students))).length,
    scale,
  })
  const [attention, mistakes] = [data.attention.length, data.sharedMistakes.length]
  const isQueued = session.open && hasQueue(data.queue, data.attention)
  const shown = useMemo(
    () => share(height, { attention, mistakes }, isQueued, scale),
    [height, attention, mistakes, isQueued, scale],
  )
  return { layout, shown, scale }
}

/** The form that writes to some students. */
function Written({ session, to, onClose }: { session: SessionFacts; to: Recipients; onClose: () => void }) {
  const { data: status } = useStatus()
  return <MessageForm session={session} connected={status?.connected ?? 0} to={to} opened onClose={onClose} />
}

interface DashboardBodyProps {
  session: SessionFacts
  data: Dashboard
  model: GridModel
  partId: number
  onPart: (partId: number) => void
  onCatalogue: () => void
}

/** The grid with its bars; beside it whom to help, shared mistakes, and the pace. */
export function DashboardBody(props: DashboardBodyProps) {
  const { session, data, model, partId, onPart, onCatalogue } = props
  const { ref, width, height } = useElementSize()
  const [order, setOrder] = useState(keptOrder)
  const reading = useReading()
  const rows = useOrder(model.rows, order, reading.isReading)
  const { recipients, onWritten, onPause, ...doing } = useActions(session)
  const { peek, open, close } = usePeek(partId)
  const hasRoom = useRoomForPanel()
  const actions = { ...doing, sessionId: session.id, partId, onPeek: open }
  const { students } = model
  const onOrder = useCallback((chosen: Order) => {
    keepOrder(chosen)
    setOrder(chosen)
  }, [])
  const pace = usePace(session, data, model.columns)
  const { layout, scale, ...sizes } = useSizes(props, width, height)
  // While the grid is read, what stands beside it keeps its place too.
  const shown = useHeld(sizes.shown, reading.isReading)
  const isCovered = peek !== undefined && hasRoom
  const tracks: Record<string, string> = { '--grid': `${layout.grid}px` }
  return (
    <div ref={ref} className={classes.body} data-stacked={layout.isStacked} style={tracks}>
      {width > 0 && (
        <>
          <div className={classes.left}>
            <GridTools
              session={session}
              held={data.questions.reduce((sum, { held }) => sum + held, 0)}
              partId={partId}
              onPart={onPart}
              order={order}
              onOrder={onOrder}
              onCatalogue={onCatalogue}
              isJudged={isJudged(model.columns)}
              hasAttempts={layout.hasAttempts}
              folded={model.folded}
            />
            <Grid
              model={model}
              rows={rows}
              partId={partId}
              isOpen={session.open}
              layout={layout}
              scale={scale}
              median={data.glance.median}
              reading={reading}
              peek={peek}
              onPeek={open}
            />
          </div>
          <div className={classes.right} inert={isCovered} data-covered={isCovered}>
            <Attention
              lines={data.attention}
              most={shown.attention}
              students={students}
              isOpen={session.open}
              settings="/settings?show=thresholds"
              queue={data.queue}
              onPause={onPause}
              {...actions}
            />
            <SharedMistakes
              groups={data.sharedMistakes}
              students={students}
              partId={partId}
              most={shown.mistakes}
              isGridRead={reading.isReading}
              onMessage={actions.onMessage}
              onPeek={open}
            />
            <Pace {...pace} />
          </div>
          {peek && (
            <PeekPanel
              peek={peek}
              isStacked={layout.isStacked}
              data={data}
              model={model}
              onClose={close}
              {...actions}
            />
          )}
        </>
      )}
      {recipients && <Written session={session} to={recipients} onClose={onWritten} />}
    </div>
  )
}
