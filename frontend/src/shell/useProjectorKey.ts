import { useLocation } from 'wouter'
import { useCurrentSession } from '../api/queries'
import { projectorRoute, questionAt } from '../lib/routes'
import { useShortcuts } from '../lib/shortcuts'

/** Returns what the projector shows if it is turned on now: the answers to a question on its page, else the count. */
export function useProjectorHere(): string {
  const [path] = useLocation()
  const question = questionAt(path)
  return question === undefined ? projectorRoute('count') : projectorRoute('answers', question)
}

/** P turns the screen into something that is safe to project. */
export function useProjectorKey(): void {
  const session = useCurrentSession()
  const here = useProjectorHere()
  const [, navigate] = useLocation()
  useShortcuts({
    p: () => {
      if (!session) return false
      navigate(here)
      return true
    },
  })
}
