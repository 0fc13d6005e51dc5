import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../api/client'
import { notifyError } from './notify'

const SHOWN_MS = 1500

function useCopied(text: string) {
  const [isCopied, setCopied] = useState(false)
  const copy = () =>
    copyText(text).then(() => {
      setCopied(true)
      window.setTimeout(() => setCopied(false), SHOWN_MS)
    }, notifyError)
  return { isCopied, copy }
}

/** A small button that copies a text. */
export function CopyText({ text }: { text: string }) {
  const { t } = useTranslation('common')
  const { isCopied, copy } = useCopied(text)
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={isCopied ? <IconCheck size={14} /> : <IconCopy size={14} />}
      onClick={() => void copy()}
    >
      {t(isCopied ? 'copied' : 'copy')}
    </Button>
  )
}

/** An icon that copies a text; `label` says which. */
export function CopyIcon({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation('common')
  const { isCopied, copy } = useCopied(text)
  return (
    <Tooltip label={isCopied ? t('copied') : label}>
      <ActionIcon size={20} aria-label={label} onClick={() => void copy()}>
        {isCopied ? <IconCheck size={14} /> : <IconCopy size={14} />}
      </ActionIcon>
    </Tooltip>
  )
}
