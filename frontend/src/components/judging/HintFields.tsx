import { Button, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Hint } from '../../api/types'
import { limits } from '../../lib/limits'
import { Key } from '../Key'
import classes from './HintFields.module.css'

interface HintFieldsProps {
  hint: Hint
  onHint: (hint: Hint) => void
  /** Whether the text has the focus first. */
  isFocused: boolean
  note: string
  onCancel: () => void
}

/** The fields of a hint: what to think of, and code if that helps. */
export function HintFields({ hint, onHint, isFocused, note, onCancel }: HintFieldsProps) {
  const { t } = useTranslation(['feedback', 'common'])
  return (
    <div className={classes.fields}>
      <Textarea
        size="xs"
        label={t('hintText')}
        description={note}
        inputWrapperOrder={['label', 'input', 'description']}
        autoFocus={isFocused}
        autosize
        minRows={1}
        maxRows={5}
        maxLength={limits.MaxHintText}
        value={hint.text}
        onChange={(event) => onHint({ ...hint, text: event.currentTarget.value })}
      />
      <Textarea
        size="xs"
        classNames={{ input: 'mono' }}
        label={t('hintCode')}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={limits.MaxHintCode}
        value={hint.code}
        onChange={(event) => onHint({ ...hint, code: event.currentTarget.value })}
        spellCheck={false}
      />
      <div className={classes.buttons}>
        <Button variant="default" size="compact-sm" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" size="compact-sm" rightSection={<Key>Ctrl Enter</Key>}>
          {t('common:save')}
        </Button>
      </div>
    </div>
  )
}
