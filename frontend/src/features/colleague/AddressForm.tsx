import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Form } from '../../components/Form'
import classes from './AddressForm.module.css'

interface AddressFormProps {
  onLook: (address: string) => void
  isBusy: boolean
}

/** Asks for the address that the colleague's invitation shows, where nothing is found by itself. */
export function AddressForm({ onLook, isBusy }: AddressFormProps) {
  const { t } = useTranslation('colleague')
  const [address, setAddress] = useState('')
  const canSend = address.trim() !== '' && !isBusy
  return (
    <Form className={classes.form} canSend={canSend} onSend={() => onLook(address)}>
      <TextInput
        label={t('address')}
        description={t('addressHint')}
        placeholder="192.168.1.20"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={isBusy} disabled={!canSend}>
        {t('look')}
      </Button>
    </Form>
  )
}
