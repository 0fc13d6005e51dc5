import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { prepareFile } from '../api/preparation'
import { notifyError } from '../components/notify'
import { notebookRoute } from '../lib/routes'
import classes from './DropNotebook.module.css'

/** Reports whether what is dragged is a file, and not a question of a list. */
const isFile = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true

/** Opens a notebook whose file is dropped anywhere on the window, to prepare it for a session. */
export function DropNotebook({ sessionId }: { sessionId: number }) {
  const { t } = useTranslation('notebook')
  const [, navigate] = useLocation()
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const over = (event: DragEvent) => setOver(isFile(event))
    // Leaving one element for another is no leaving of the window.
    const leave = ({ relatedTarget }: DragEvent) => relatedTarget === null && setOver(false)
    function drop(event: DragEvent) {
      setOver(false)
      const file = event.dataTransfer?.files[0]
      if (!file) return
      prepareFile(file).then(({ id }) => navigate(notebookRoute(id, sessionId)), notifyError)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [navigate, sessionId])
  return isOver && <div className={classes.over}>{t('dropNow')}</div>
}
