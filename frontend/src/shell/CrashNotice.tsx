import { Button, Group, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { desktop } from '../api/desktop'
import type { CrashReport, Status } from '../api/types'
import { CopyIcon } from '../components/Copy'
import { notifyError } from '../components/notify'
import { formatExact } from '../lib/format'
import classes from './CrashNotice.module.css'

/** Says that the app crashed before this start, and offers the crash report. */
export function CrashNotice({ status }: { status: Status }) {
  const { t } = useTranslation('desktop')
  const [isPutOff, setPutOff] = useState(false)
  const [report, setReport] = useState<CrashReport>()
  if (status.crashed === '' || isPutOff) return null
  const show = () => void desktop.lastCrash().then(setReport, notifyError)
  const forget = () => {
    setPutOff(true)
    void desktop.forgetCrash().catch(notifyError)
  }
  return (
    <Modal opened onClose={() => setPutOff(true)} title={t('crash.title')} size={report ? 'xl' : 'md'}>
      <p className="muted">{t('crash.text', { time: formatExact(status.crashed) })}</p>
      {report && (
        <>
          <p className={classes.path}>
            <span className="mono">{report.path}</span>
            <CopyIcon text={report.text} label={t('crash.copy')} />
          </p>
          <pre className={classes.report} tabIndex={0}>
            {report.text}
          </pre>
        </>
      )}
      <Group justify="flex-end" gap="xs" className={classes.answers}>
        <Button variant="default" onClick={forget}>
          {t('crash.forget')}
        </Button>
        {!report && (
          <Button data-autofocus onClick={show}>
            {t('crash.show')}
          </Button>
        )}
      </Group>
    </Modal>
  )
}
