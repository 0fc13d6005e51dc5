import { Button, Checkbox, Group, Modal } from '@mantine/core'
import { memo, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { desktop, type LeaveChoice, onLeaving } from '../api/desktop'
import { useStatus } from '../api/queries'
import { notifyError } from '../components/notify'
import { useStableCallback } from '../lib/useStableCallback'
import { onQuit } from './quit'
import classes from './Leaving.module.css'

/** Asks what to do with open sessions when the window is about to close, or the app to end. */
export const Leaving = memo(function Leaving() {
  const { t } = useTranslation('desktop')
  const [isAsked, setAsked] = useState(false)
  const [open, setOpen] = useState(0)
  const [remember, setRemember] = useState(false)
  const [hasEnded, setEnded] = useState(false)
  const { data: status } = useStatus()
  const leave = useStableCallback((choice: Exclude<LeaveChoice, ''>) => {
    // A window goes by itself; a tab stays, without the app.
    const end = () => status?.quitsHere && setEnded(true)
    void desktop.leave(choice, remember).then(end, notifyError)
  })

  const askOrLeave = useStableCallback((count: number) => {
    const choice = (status?.leave ?? '') as LeaveChoice
    if (choice !== '') leave(choice)
    else if (count === 0) leave('keep')
    else {
      setOpen(count)
      setAsked(true)
    }
  })
  useEffect(() => onQuit(askOrLeave), [askOrLeave])

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
  if (hasEnded) {
    return (
      <Modal opened fullScreen withCloseButton={false} onClose={() => undefined}>
        <p className={classes.ended}>{t('leave.ended')}</p>
      </Modal>
    )
  }
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
