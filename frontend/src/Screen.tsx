import { lazy, Suspense, useCallback, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { isAway } from './api/colleague'
import { tellProjector } from './api/desktop'
import { ApiError } from './api/error'
import { useCurrentFacts, useStatus } from './api/queries'
import type { Status } from './api/types'
import { NOT_PAIRED } from './api/team'
import { JoinPicture } from './features/join/JoinScreen'
import { useTypeAhead } from './lib/typeAhead'
import { Disconnected } from './shell/Disconnected'
import { NoticeLine } from './shell/NoticeLine'
import { Shell } from './shell/Shell'
import { useMenuLanguage } from './shell/useMenu'

const AssistPage = lazy(async () => ({
  default: (await import('./features/assist/AssistPage')).AssistPage,
}))
const ColleagueFrame = lazy(async () => ({
  default: (await import('./features/colleague/ColleagueFrame')).ColleagueFrame,
}))
const PairPage = lazy(async () => ({
  default: (await import('./features/assist/PairPage')).PairPage,
}))

// Loaded when it is first shown, so that the window does not wait for it.
const ProjectorPage = lazy(async () => ({
  default: (await import('./features/projector/ProjectorPage')).ProjectorPage,
}))

function Join({ isSecondScreen }: { isSecondScreen: boolean }) {
  const { data: status } = useStatus()
  const session = useCurrentFacts()
  return status && <JoinPicture status={status} session={session} canOpen={!isSecondScreen} />
}

/** A colleague's class, as an assistant sees it. */
function Away({ status, error }: { status: Status | undefined; error: Error | null }) {
  return (
    <Suspense>
      <ColleagueFrame status={status} error={error}>
        {status && <AssistPage status={status} banner={<Disconnected />} notice={<NoticeLine />} />}
      </ColleagueFrame>
    </Suspense>
  )
}

/**
 * The teacher's interface, or the projector. The page never holds both, so that no student's data is on it while it is
 * projected.
 */
export function Screen() {
  const { data: status, error } = useStatus()
  const [path, navigate] = useLocation()
  const isSecondScreen = status?.projectorOnly === true
  const isProjector = path === '/projector' || isSecondScreen
  useTypeAhead()
  useMenuLanguage(status?.assistant.role === '' && !isSecondScreen)
  const before = useRef('/dashboard')
  useEffect(() => {
    if (!isProjector) before.current = window.location.hash.slice(1) || '/'
  })
  useEffect(() => tellProjector(isProjector), [isProjector])
  const leave = useCallback(() => navigate(before.current, { replace: true }), [navigate])
  if (isAway) return <Away status={status} error={error} />
  if (error instanceof ApiError && error.code === NOT_PAIRED) {
    return (
      <Suspense>
        <PairPage wasIn={status !== undefined} />
      </Suspense>
    )
  }
  if (status && status.assistant.role !== '') {
    return (
      <Suspense>
        <AssistPage status={status} banner={<Disconnected />} notice={<NoticeLine />} />
      </Suspense>
    )
  }
  if (isProjector) {
    return (
      <Suspense>
        <ProjectorPage
          onLeave={isSecondScreen ? undefined : leave}
          join={<Join isSecondScreen={isSecondScreen} />}
        />
      </Suspense>
    )
  }
  return <Shell />
}
