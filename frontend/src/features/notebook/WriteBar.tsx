import { Button, Group, Modal } from '@mantine/core'
import { IconDeviceFloppy, IconFolder } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isWindow } from '../../api/desktop'
import { overwriteNotebook, showWritten, writePreparation } from '../../api/preparation'
import type { Preparation, WrittenNotebook } from '../../api/types'
import { notifyError } from '../../components/notify'
import { formatBytes } from '../../lib/format'
import classes from './WriteBar.module.css'

/** Reports whether the app has dialogs of its own: in a browser a notebook is downloaded. */
function useHasDialogs(): boolean {
  const [has, set] = useState(false)
  useEffect(() => void isWindow().then(set), [])
  return has
}

/** Returns what writes the notebook, what was written, and what asks before the notebook itself is replaced. */
function useWriting({ id, steps }: Preparation, sessionId: number) {
  const [written, setWritten] = useState<WrittenNotebook & { after: Preparation['steps'] }>()
  const [isBusy, setBusy] = useState(false)
  async function write(how: typeof writePreparation) {
    setBusy(true)
    try {
      const done = await how(id, sessionId)
      if (done.path !== '') setWritten({ ...done, after: steps })
    } catch (thrown) {
      notifyError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return {
    isBusy,
    asksOver: written?.isInput === true,
    written: written && !written.isInput && written.after === steps ? written : undefined,
    write: () => void write(writePreparation),
    overwrite: () => void write(overwriteNotebook),
    cancel: () => setWritten(undefined),
  }
}

/** Says whether the notebook is written, and where; writes it. */
export function WriteBar({ notebook, sessionId }: { notebook: Preparation; sessionId: number }) {
  const { t } = useTranslation(['notebook', 'common'])
  const hasDialogs = useHasDialogs()
  const { isBusy, asksOver, written, write, overwrite, cancel } = useWriting(notebook, sessionId)
  const size = formatBytes(notebook.size)
  const says = hasDialogs
    ? t('written', { path: written?.path, size })
    : t('downloaded', { name: written?.name, size })
  return (
    <div className={classes.bar}>
      <p role="status" className={classes.says} title={written?.path}>
        {written ? says : t('nothingWritten')}
      </p>
      {written && hasDialogs && (
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconFolder size={14} aria-hidden />}
          onClick={() => void showWritten(notebook.id).catch(notifyError)}
        >
          {t('showInFolder')}
        </Button>
      )}
      <Button
        size="xs"
        loading={isBusy}
        disabled={notebook.steps.length === 0}
        leftSection={<IconDeviceFloppy size={14} aria-hidden />}
        onClick={write}
      >
        {t(hasDialogs ? 'write' : 'download')}
      </Button>
      <Modal opened={asksOver} onClose={cancel} title={t('over.title')}>
        <p>{t('over.text', { path: notebook.path })}</p>
        <Group justify="flex-end" gap="xs" mt="md">
          <Button variant="default" data-autofocus onClick={cancel}>
            {t('common:cancel')}
          </Button>
          <Button color="red" onClick={overwrite}>
            {t('over.do')}
          </Button>
        </Group>
      </Modal>
    </div>
  )
}
