import { SegmentedControl, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { LeaveChoice } from '../../api/desktop'
import { useSetKeepAwake, useSetLeave } from '../../api/desktopMutations'
import type { Status } from '../../api/types'

/** The switch that keeps the computer awake while a session is open, and whether it is now. */
export function KeepAwake({ status: { awake } }: { status: Status }) {
  const { t } = useTranslation('desktop')
  const setKeepAwake = useSetKeepAwake()
  const now = awake.held ? t('awake.held', { by: awake.by }) : t('awake.notNow')
  return (
    <Switch
      label={t('awake.label')}
      description={awake.problem === '' ? now : t('awake.problem')}
      checked={awake.wanted}
      onChange={(event) => setKeepAwake.mutate(event.currentTarget.checked)}
    />
  )
}

/** Whether open sessions are closed when the window closes. */
export function LeaveSetting({ status }: { status: Status }) {
  const { t } = useTranslation('desktop')
  const setLeave = useSetLeave()
  return (
    <SegmentedControl
      aria-label={t('leave.setting')}
      data={[
        { value: '', label: t('leave.ask') },
        { value: 'keep', label: t('leave.keepShort') },
        { value: 'close', label: t('leave.closeShort') },
      ]}
      value={status.leave}
      onChange={(choice) => setLeave.mutate(choice as LeaveChoice)}
    />
  )
}
