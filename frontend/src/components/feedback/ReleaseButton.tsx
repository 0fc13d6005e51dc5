import { Button } from '@mantine/core'
import { IconLockOpen } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../../lib/format'
import classes from './ReleaseButton.module.css'

interface ReleaseButtonProps {
  /** How many answers wait. */
  held: number
  onRelease: () => void
}

/** Says how many answers wait for a release, and releases them; nothing where none wait. */
export function ReleaseButton({ held, onRelease }: ReleaseButtonProps) {
  const { t } = useTranslation('feedback')
  if (held === 0) return null
  return (
    <Button
      size="compact-sm"
      className={classes.release}
      leftSection={<IconLockOpen size={14} />}
      title={t('waitingHint', { count: held })}
      onClick={onRelease}
    >
      {t('waiting', { count: held, shown: formatCount(held) })}
    </Button>
  )
}
