import { useLocation } from 'wouter'
import { useCurrentSession } from '../api/queries'
import { projectorPlace, questionAt } from '../lib/places'
import { useShortcuts } from '../lib/shortcuts'

/** P turns the screen into something that is safe to project: the answers to a question on its page, else the count. */
export function useProjectorKey(): void {
  const session = useCurrentSession()
  const [path, navigate] = useLocation()
  useShortcuts({
    p: () => {
      const question = questionAt(path)
      if (!session) return false
      const place = question === undefined ? projectorPlace('count') : projectorPlace('answers', question)
      navigate(place)
      return true
    },
  })
}
