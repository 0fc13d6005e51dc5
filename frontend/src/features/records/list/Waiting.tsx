import { Button } from '@mantine/core'
import { IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ListState } from '../../../api/recordList'
import classes from './Waiting.module.css'

/** Why new records wait; each is the name of its words. */
export type WaitReason =
  'waitReading' | 'waitSelecting' | 'waitComparing' | 'waitScrolled' | 'waitPointed' | 'waitSorted'

interface WaitingProps {
  state: ListState
  reason: WaitReason
  onRelease: () => void
}

/** How many new records wait above a list that stands still, and why; a click takes them in. */
export function Waiting({ state, reason, onRelease }: WaitingProps) {
  const { t } = useTranslation('records')
  if (state.waiting === 0) return null
  return (
    <>
      <Button
        className={classes.button}
        size="compact-sm"
        radius="xl"
        leftSection={<IconArrowUp size={14} />}
        title={t('count.takeIn')}
        onClick={onRelease}
      >
        {t('count.new', { count: state.waiting })}
      </Button>
      <span className="faint truncate">{t(`count.${reason}`)}</span>
    </>
  )
}
