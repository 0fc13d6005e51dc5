import { useState } from 'react'
import { useLocation } from 'wouter'
import { choosePreparation, prepareFile } from '../../api/preparation'
import { notifyError } from '../../components/notify'
import { notebookRoute } from '../../lib/routes'

/** Returns what opens a notebook: one that the teacher chooses, or a file that was dropped. */
export function useOpening(sessionId: number) {
  const [, navigate] = useLocation()
  const [isOpening, setOpening] = useState(false)
  async function open(file?: File) {
    setOpening(true)
    try {
      const opened = await (file ? prepareFile(file) : choosePreparation())
      if (opened) navigate(notebookRoute(opened.id, sessionId))
    } catch (thrown) {
      notifyError(thrown)
    } finally {
      setOpening(false)
    }
  }
  return { isOpening, open: (file?: File) => void open(file) }
}
