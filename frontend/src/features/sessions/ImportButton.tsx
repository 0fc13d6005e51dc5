import { ActionIcon, FileButton } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  chooseImport,
  choosesFiles,
  forgetImport,
  type ImportPreview,
  lookAtImport,
} from '../../api/transfers'
import type { Session } from '../../api/types'
import { notifyError } from '../../components/notify'
import { ImportDialog } from './ImportDialog'

interface ImportButtonProps {
  sessions: Session[]
  onMade: (id: number) => void
}

/** The button that brings a file in: a session that was exported, or a student's answers. */
export function ImportButton({ sessions, onMade }: ImportButtonProps) {
  const { t } = useTranslation('sessions')
  const [preview, setPreview] = useState<ImportPreview | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [isBrowser, setBrowser] = useState(true)
  useEffect(() => void choosesFiles().then(setBrowser), [])
  const look = (found: Promise<ImportPreview>) => {
    setBusy(true)
    found.then((one) => one.ticket !== '' && setPreview(one), notifyError).finally(() => setBusy(false))
  }
  const button = (choose: () => void) => (
    <ActionIcon
      size={32}
      loading={isBusy}
      aria-label={t('import.do')}
      title={t('import.do')}
      onClick={choose}
    >
      <IconFileImport size={16} />
    </ActionIcon>
  )
  return (
    <>
      {isBrowser ? (
        <FileButton accept=".zip,.json,.npt" onChange={(file) => file && look(lookAtImport(file))}>
          {({ onClick }) => button(onClick)}
        </FileButton>
      ) : (
        button(() => look(chooseImport()))
      )}
      {preview && (
        <ImportDialog
          preview={preview}
          sessions={sessions}
          onMade={onMade}
          onClose={(isUsed) => {
            setPreview(null)
            if (!isUsed) void forgetImport(preview.ticket)
          }}
        />
      )}
    </>
  )
}
