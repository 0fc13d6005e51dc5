import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSetOwner } from '../../api/mutations'
import { Form } from '../../components/Form'
import { notifyDone } from '../../components/notify'
import { Sentence } from '../../components/Sentence'
import { limits } from '../../lib/limits'
import classes from './OwnerForm.module.css'

/** The field that changes the teacher's user name. */
export function OwnerForm({ owner }: { owner: string }) {
  const { t } = useTranslation('settings')
  const [name, setName] = useState(owner)
  const setOwner = useSetOwner()
  const isChanged = name.trim() !== '' && name.trim() !== owner
  return (
    <Form
      className={classes.owner}
      canSend={isChanged}
      onSend={() => {
        setOwner.mutate(name.trim(), {
          onSuccess: (status) => {
            notifyDone(<Sentence words={t('owner.changed')} parts={{ owner: <b>{status.owner}</b> }} />)
          },
        })
      }}
    >
      <TextInput
        aria-label={t('owner.title')}
        value={name}
        maxLength={limits.MaxName}
        error={setOwner.error?.message}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={!isChanged} loading={setOwner.isPending}>
        {t('owner.change')}
      </Button>
    </Form>
  )
}
