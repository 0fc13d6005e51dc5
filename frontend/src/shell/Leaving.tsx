import { Button, Checkbox, Group, Modal } from '@mantine/core'
import { memo, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { desktop, onLeaving } from '../api/desktop'
import { notifyError } from '../components/notify'
import classes from './Leaving.module.css'

/** Asks what to do with open sessions when the window is about to close. */
export const Leaving = memo(function Leaving() {
  const { t } = useTranslation('desktop')
  const [isAsked, setAsked] = useState(false)
  const [open, setOpen] = useState(0)
  const [remember, setRemember] = useState(false)

  useEffect(
    () =>
      onLeaving((count) => {
        setOpen(count)
        setAsked(true)
        // Said each time: after every press of close the app waits a moment for this, and closes without it.
        void desktop.leaveAsked()
      }),
    [],
  )

  function stay() {
    setAsked(false)
    setRemember(false)
  }
  const leave = (choice: 'keep' | 'close') => void desktop.leave(choice, remember).catch(notifyError)
  return (
    <Modal opened={isAsked} onClose={stay} title={t('leave.title', { count: open })} size="lg">
      <p className="muted">{t('leave.text', { count: open })}</p>
      <Checkbox
        className={classes.remember}
        label={t('leave.remember')}
        checked={remember}
        onChange={(event) => setRemember(event.currentTarget.checked)}
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="subtle" onClick={stay}>
          {t('leave.stay')}
        </Button>
        <Button variant="default" onClick={() => leave('close')}>
          {t('leave.close', { count: open })}
        </Button>
        <Button data-autofocus onClick={() => leave('keep')}>
          {t('leave.keep', { count: open })}
        </Button>
      </Group>
    </Modal>
  )
})
