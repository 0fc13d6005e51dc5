import { Modal } from '@mantine/core'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useDashboard } from '../../api/dashboard'
import { chooseNotebook } from '../../api/notebook'
import type { Notebook } from '../../api/types'
import { notebookRoute } from '../../lib/routes'
import { CatalogueList } from './CatalogueList'
import { NotebookPreview } from './NotebookPreview'
import classes from './CatalogueDialog.module.css'

/** Returns the notebook that the teacher chose, what chooses one, and why the last one could not be read. */
function useNotebook() {
  const [notebook, setNotebook] = useState<Notebook>()
  const [isReading, setReading] = useState(false)
  const [refused, setRefused] = useState('')
  async function choose() {
    setReading(true)
    setRefused('')
    try {
      setNotebook(await chooseNotebook())
    } catch (thrown) {
      setRefused(thrown instanceof Error ? thrown.message : String(thrown))
    }
    setReading(false)
  }
  return { notebook, isReading, refused, choose: () => void choose(), close: () => setNotebook(undefined) }
}

function Loaded({ sessionId }: { sessionId: number }) {
  const { t } = useTranslation('catalogue')
  const { data } = useDashboard(sessionId)
  const { notebook, isReading, refused, choose, close } = useNotebook()
  if (!data) return null
  const { questions } = data
  if (notebook) return <NotebookPreview {...{ sessionId, questions, notebook }} onClose={close} />
  return (
    <>
      <CatalogueList {...{ sessionId, questions, isReading }} onNotebook={choose} />
      <p className={classes.more}>
        <Link href={notebookRoute('', sessionId)}>{t('prepare')}</Link>
      </p>
      {refused !== '' && (
        <p role="alert" className={classes.refused}>
          {refused}
        </p>
      )}
    </>
  )
}

interface CatalogueDialogProps {
  sessionId: number
  opened: boolean
  onClose: () => void
}

/** The catalogue of a session: its questions, their titles and their order. */
export const CatalogueDialog = memo(function CatalogueDialog({
  sessionId,
  opened,
  onClose,
}: CatalogueDialogProps) {
  const { t } = useTranslation('catalogue')
  return (
    <Modal opened={opened} onClose={onClose} title={t('title')} size="38rem">
      {opened && <Loaded sessionId={sessionId} />}
    </Modal>
  )
})
