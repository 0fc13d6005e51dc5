import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pair } from '../../api/team'
import { Form } from '../../components/Form'
import { takeFocus } from '../../lib/focus'
import { navigate } from '../../lib/location'
import classes from './PairPage.module.css'

/** Returns the code that was scanned; it stood behind the # of the address, which no server is sent. */
function scannedCode(): string {
  return /^#\/pair\/([A-Z]{8})$/.exec(window.location.hash)?.[1] ?? ''
}

/** Asks for the code of an invitation and for a name. */
export function PairPage({ wasIn }: { wasIn: boolean }) {
  const { t } = useTranslation('assist')
  const queryClient = useQueryClient()
  const [code, setCode] = useState(scannedCode)
  const [name, setName] = useState('')
  const [error, setError] = useState<Error>()
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    navigate('/', { replace: true }) // a code does not stay in the address
    queryClient.removeQueries({ queryKey: ['session'] }) // nor does what was seen of a class
  }, [queryClient])
  const enter = () => {
    setBusy(true)
    pair(code, name).then(
      () => window.location.reload(),
      (thrown: unknown) => {
        setBusy(false)
        setError(thrown instanceof Error ? thrown : new Error(String(thrown)))
      },
    )
  }
  return (
    <main className={classes.page}>
      <h1>{t('pair.title')}</h1>
      {wasIn && <p role="alert">{t('pair.over')}</p>}
      <p className="muted">{t('pair.text')}</p>
      <Form
        className={classes.form}
        canSend={code.trim() !== '' && name.trim() !== '' && !isBusy}
        onSend={enter}
      >
        <TextInput
          label={t('pair.code')}
          size="lg"
          classNames={{ input: classes.code ?? '' }}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          maxLength={20}
          value={code}
          ref={code === '' ? takeFocus : undefined}
          onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
        />
        <TextInput
          label={t('pair.name')}
          size="lg"
          autoComplete="name"
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {error && (
          <p role="alert" className={classes.error}>
            {error.message}
          </p>
        )}
        <Button type="submit" size="lg" loading={isBusy}>
          {t('pair.enter')}
        </Button>
      </Form>
      <p className="faint">{t('pair.why')}</p>
    </main>
  )
}
