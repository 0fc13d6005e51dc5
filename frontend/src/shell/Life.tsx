import { useStatus } from '../api/queries'
import { Leaving } from './Leaving'
import { useStages } from './useStages'

/** What belongs to the window whatever it shows: how far its start is, and the question on closing it. */
export function Life() {
  const { data: status, error } = useStatus()
  useStages(status !== undefined || error !== null)
  return <Leaving />
}
