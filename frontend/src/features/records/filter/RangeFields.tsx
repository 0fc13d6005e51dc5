import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Form } from '../../../components/Form'
import { takeFocus } from '../../../lib/focus'
import type { TimeChoice } from '../route/route'
import classes from './RangeFields.module.css'

interface RangeFieldsProps {
  time: TimeChoice | undefined
  onApply: (time: TimeChoice | undefined) => void
}

/** Two fields for a range of time; either may stay empty. */
export function RangeFields({ time, onApply }: RangeFieldsProps) {
  const { t } = useTranslation('records')
  const [range, setRange] = useState(
    time?.kind === 'range' ? { since: time.since, until: time.until } : { since: '', until: '' },
  )
  const isEmpty = range.since === '' && range.until === ''
  const field = (name: 'since' | 'until') => (
    <TextInput
      type="datetime-local"
      label={t(`filters.${name}`)}
      // The button that led here is gone and had the focus; without this, keys would go to the page.
      ref={name === 'since' ? takeFocus : undefined}
      value={range[name]}
      onChange={(event) => setRange({ ...range, [name]: event.currentTarget.value })}
    />
  )
  return (
    <div role="dialog" aria-label={t('filters.ownRange')}>
      <Form
        className={classes.range}
        onSend={() => onApply(isEmpty ? undefined : { kind: 'range', ...range })}
      >
        {field('since')}
        {field('until')}
        <Button type="submit" size="compact-sm">
          {t('filters.apply')}
        </Button>
      </Form>
    </div>
  )
}
