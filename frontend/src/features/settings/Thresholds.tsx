import { Button, NumberInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearch } from 'wouter'
import { useSetThresholds, useThresholds } from '../../api/dashboard'
import type { Thresholds as Values } from '../../api/types'
import { Form } from '../../components/Form'
import { notifyDone } from '../../components/notify'
import classes from './Thresholds.module.css'

/** The fields, with the least and the greatest value that the app accepts. */
const fields = [
  ['silentMinutes', 1, 480],
  ['ahead', 1, 100],
  ['attempts', 2, 1000],
  ['startMinutes', 1, 480],
] as const satisfies [keyof Values, number, number][]

function Fields({ kept }: { kept: Values }) {
  const { t } = useTranslation('dashboard')
  const { t: common } = useTranslation('common')
  const [values, setValues] = useState<Record<keyof Values, number | string>>(kept)
  const save = useSetThresholds()
  const isFocusWanted = new URLSearchParams(useSearch()).get('show') === 'thresholds'
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!isFocusWanted) return
    first.current?.scrollIntoView({ block: 'center' })
    first.current?.focus()
  }, [isFocusWanted])
  const isWhole = fields.every(([name]) => typeof values[name] === 'number')
  const isChanged = isWhole && fields.some(([name]) => values[name] !== kept[name])

  return (
    <Form
      className={classes.thresholds}
      canSend={isChanged}
      onSend={() => save.mutate(values as Values, { onSuccess: () => notifyDone(t('thresholds.saved')) })}
    >
      {fields.map(([name, least, most], i) => (
        <NumberInput
          key={name}
          ref={i === 0 ? first : undefined}
          label={t(`thresholds.${name}`)}
          min={least}
          max={most}
          allowDecimal={false}
          clampBehavior="blur"
          value={values[name]}
          onChange={(value) => setValues({ ...values, [name]: value })}
        />
      ))}
      <Button type="submit" variant="default" disabled={!isChanged} loading={save.isPending}>
        {common('save')}
      </Button>
    </Form>
  )
}

/** When a student needs attention: the fields that set it, for all sessions. */
export function Thresholds() {
  const { data } = useThresholds()
  return data ? <Fields key={JSON.stringify(data)} kept={data} /> : null
}
