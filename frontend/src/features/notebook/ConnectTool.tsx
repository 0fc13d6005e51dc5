import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStatus } from '../../api/queries'
import { ToolForm } from './ToolForm'
import { ToolHead } from './ToolHead'
import type { ToolProps } from './Tools'
import { useTakeStep } from './useTakeStep'
import classes from './ConnectTool.module.css'

const forms = ['four-lines', 'without-requests', 'checked', 'self-contained'] as const

/** Puts the first cell in, or refreshes the one that is there. */
export function ConnectTool({ notebook, session, mine, onGo }: ToolProps) {
  const { t } = useTranslation('notebook')
  const { data: status } = useStatus()
  const { take, isBusy } = useTakeStep(notebook)
  const [form, setForm] = useState<(typeof forms)[number]>('four-lines')
  const [typed, setTyped] = useState<string>()
  const address = typed ?? status?.addresses[0] ?? ''
  const isComplete = session !== undefined && address.trim() !== ''
  return (
    <>
      <ToolHead title={t('connect.title')} />
      <ToolForm
        does={t('connect.do')}
        isBusy={isBusy}
        isComplete={isComplete}
        onSend={() => session && void take({ do: 'connect', sessionId: session.id, form, address })}
      >
        <p className="muted">{t('connect.text')}</p>
        <Select
          label={t('connect.session')}
          placeholder={t('connect.choose')}
          data={mine.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={session ? String(session.id) : null}
          onChange={(id) => onGo({ session: Number(id) })}
          allowDeselect={false}
        />
        <TextInput
          label={t('connect.owner')}
          value={session?.owner ?? status?.owner ?? ''}
          readOnly
          variant="filled"
        />
        <TextInput
          label={t('connect.address')}
          description={t('connect.addressHint')}
          value={address}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <div>
          <Select
            label={t('connect.form')}
            data={forms.map((value) => ({ value, label: t(`connect.${value}`) }))}
            value={form}
            onChange={(chosen) => setForm(forms.find((value) => value === chosen) ?? form)}
            allowDeselect={false}
          />
          <p className={classes.note}>{t(`connect.${form}Note`)}</p>
        </div>
      </ToolForm>
    </>
  )
}
