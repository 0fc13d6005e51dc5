import { Button, Checkbox, NumberInput, Radio } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Feedback } from '../../api/types'
import { Form } from '../Form'
import { Key } from '../Key'
import { type FeedbackKind, feedbackKinds, isVerdictTold, withItsRules } from './feedback'
import { FeedbackMark } from './FeedbackMark'
import classes from './FeedbackForm.module.css'

/** The rules in figures, with the greatest value that the app accepts. */
const rules = [
  ['afterAttempts', 'fromAttempt', 1000],
  ['afterMinutes', 'afterMinutes', 1440],
  ['atMost', 'atMostTimes', 1000],
] as const satisfies [keyof Feedback, string, number][]

interface FieldsProps {
  draft: Feedback
  onDraft: (draft: Feedback) => void
}

function Kinds({ draft, onDraft, session }: FieldsProps & { session: FeedbackKind | undefined }) {
  const { t } = useTranslation('feedback')
  return (
    <Radio.Group aria-label={t('title')} value={draft.kind} onChange={(kind) => onDraft({ ...draft, kind })}>
      {session && (
        <div className={classes.kind}>
          <Radio
            size="xs"
            value=""
            data-autofocus={draft.kind === '' || undefined}
            label={t('asSession', { kind: t(`kind.${session}`) })}
          />
          <FeedbackMark kind={session} />
        </div>
      )}
      {feedbackKinds.map((kind) => (
        <div key={kind} className={classes.kind}>
          <Radio
            size="xs"
            value={kind}
            data-autofocus={draft.kind === kind || undefined}
            label={t(`kind.${kind}`)}
          />
          <FeedbackMark kind={kind} />
        </div>
      ))}
    </Radio.Group>
  )
}

/** When it is told what is right; of what the session has, only whether it is held again. */
function Rules({ draft, onDraft, isReleased }: FieldsProps & { isReleased: boolean }) {
  const { t } = useTranslation('feedback')
  const hasOwn = isVerdictTold(draft)
  if (!hasOwn && !(draft.kind === '' && isReleased)) return null
  return (
    <div className={classes.rules}>
      {hasOwn &&
        rules.map(([name, word, most]) => (
          <NumberInput
            key={name}
            size="xs"
            label={t(word)}
            placeholder={t('noLimit')}
            min={0}
            max={most}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            value={draft[name] || ''}
            onChange={(value) => onDraft({ ...draft, [name]: Number(value) || 0 })}
          />
        ))}
      <Checkbox
        size="xs"
        label={t('hold')}
        description={isReleased ? t('holdAgain') : undefined}
        checked={draft.hold}
        onChange={(event) => onDraft({ ...draft, hold: event.currentTarget.checked })}
      />
    </div>
  )
}

export interface FeedbackFormProps {
  /** Of what it is set: a question, or all. */
  of: string
  /** What is set; the kind '' does as the session. */
  set: Feedback
  /** What the session has, for a question of it. */
  session?: FeedbackKind | undefined
  /** Whether what was held is released. */
  isReleased?: boolean
  note: string
  /** isHeldAgain: what was released is to wait again. */
  onSet: (feedback: Feedback, isHeldAgain: boolean) => void
  onClose: () => void
}

/**
 * Chooses what students hear. It takes effect when it is sent and not with each choice: on the way to the third one,
 * nobody may be told what the second tells.
 */
export function FeedbackForm(props: FeedbackFormProps) {
  const { of, set, session, isReleased = false, note, onSet, onClose } = props
  const { t } = useTranslation('feedback')
  const begin = { ...set, hold: set.hold && !isReleased }
  const [draft, setDraft] = useState(begin)
  return (
    <Form
      className={classes.form}
      onSend={() => {
        onSet(withItsRules(draft), isReleased && draft.hold)
        onClose()
      }}
    >
      <header className={classes.head}>
        <h2>{t('title')}</h2>
        <span className="faint">{of}</span>
      </header>
      <Kinds draft={draft} onDraft={setDraft} session={session} />
      <Rules draft={draft} onDraft={setDraft} isReleased={isReleased} />
      <p className={classes.fine}>{note}</p>
      <Button type="submit" size="compact-sm" rightSection={<Key>Enter</Key>}>
        {t('apply')}
      </Button>
    </Form>
  )
}
