import { useStatus } from '../api/queries'
import { Leaving } from './Leaving'
import { useStages } from './useStages'

/** What the window does on every page: it reports how far the start is, and asks before it closes. */
export function Life() {
  const { data: status, error } = useStatus()
  useStages(status !== undefined || error !== null)
  return <Leaving />
}
