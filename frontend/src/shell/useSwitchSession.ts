import { useLocation } from 'wouter'
import { useSelectSession } from '../api/mutations'

/** Returns a function that makes a session the current one and drops the filters of the session before. */
export function useSwitchSession(): (id: number) => void {
  const select = useSelectSession()
  const [path, navigate] = useLocation()
  return (id) => {
    select.mutate(id)
    // The filters name students and parts of the session before.
    if (path === '/records') navigate('/records')
  }
}
