import { Button, Popover } from '@mantine/core'
import { IconHourglass, IconLock, IconMessageCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Feedback } from '../../api/types'
import { useShortcuts } from '../../lib/shortcuts'
import { feedbackKind, hasFigures, useFeedbackWords } from './feedback'
import { FeedbackForm, type FeedbackFormProps } from './FeedbackForm'
import classes from './FeedbackButton.module.css'

interface FeedbackButtonProps extends Omit<FeedbackFormProps, 'onClose'> {
  /** What holds: for a question without a choice of its own, that of the session. */
  feedback: Feedback
  /** Whether F opens it. */
  hasKey?: boolean
  /** Whether its sign stands alone, where room is short. */
  isShort?: boolean
}

/** Returns the signs of the rules in figures, and of what waits for a release; null if there is none. */
function signs(feedback: Feedback, isReleased: boolean | undefined) {
  const isHeld = feedback.hold && isReleased !== true
  const isRuled = hasFigures(feedback)
  return isHeld || isRuled ? (
    <>
      {isRuled && <IconHourglass size={14} />}
      {isHeld && <IconLock size={14} />}
    </>
  ) : null
}

/** Says in a word or two what students hear, and opens what sets it. */
export function FeedbackButton({ feedback, hasKey = false, isShort = false, ...form }: FeedbackButtonProps) {
  const { t } = useTranslation('feedback')
  const words = useFeedbackWords()
  const [isOpen, setOpen] = useState(false)
  const kind = feedbackKind(feedback)
  const says = t('says', { what: words(feedback, form.isReleased) })
  useShortcuts(hasKey ? { f: () => setOpen(true) } : {})
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      trapFocus
      returnFocus
      position="bottom-end"
      width="20rem"
      keepMounted={false}
    >
      <Popover.Target>
        <Button
          variant={kind === 'nothing' ? 'subtle' : 'light'}
          size="compact-sm"
          className={classes.button}
          leftSection={!isShort && <IconMessageCheck size={14} />}
          aria-label={isShort ? t(`short.${kind}`) : undefined}
          rightSection={signs(feedback, form.isReleased)}
          aria-description={says}
          title={hasKey ? `${says} (F)` : says}
          onClick={() => setOpen(!isOpen)}
        >
          {isShort ? <IconMessageCheck size={14} /> : t(`short.${kind}`)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {isOpen && <FeedbackForm {...form} onClose={() => setOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  )
}
