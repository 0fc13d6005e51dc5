import { useLocation, useSearch } from 'wouter'
import { useCurrentFacts } from '../api/queries'
import { chosenProjection } from '../lib/projecting'
import { partAt, projectorRoute, questionAt } from '../lib/routes'
import { useShortcuts } from '../lib/shortcuts'

/** Returns the projector's route from here, of the part that is shown here: the answers on a question's page, else the count. */
export function useProjectorHere(): string {
  const [path] = useLocation()
  const partId = partAt(useSearch())
  const question = questionAt(path)
  if (question !== undefined) return projectorRoute('answers', question, [], partId)
  return projectorRoute('count', '', [], path === '/dashboard' ? partId : 0)
}

/** The P key opens the projector, which is safe to show to the class. */
export function useProjectorKey(): void {
  const session = useCurrentFacts()
  const here = useProjectorHere()
  const [, navigate] = useLocation()
  useShortcuts({
    p: () => {
      if (!session) return false
      navigate(chosenProjection() ?? here)
      return true
    },
  })
}
