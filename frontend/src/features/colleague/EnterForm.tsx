import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/ask'
import { colleagues, goToColleague } from '../../api/colleague'
import { forgetActs } from '../../api/outbox'
import { useStatus } from '../../api/queries'
import type { ColleagueDoor } from '../../api/types'
import { Form } from '../../components/Form'
import { takeFocus } from '../../lib/focus'
import { useTry } from './useTry'
import classes from './EnterForm.module.css'

interface EnterFormProps {
  door: ColleagueDoor
  /** Looks at the door anew. */
  onLook: (address: string) => void
}

/** Says that a computer shows another certificate than the last time, and lets it be trusted after all. */
function Changed({ door, onLook }: EnterFormProps) {
  const { t } = useTranslation('colleague')
  const forgetting = useTry()
  const trust = () =>
    forgetting.start(async () => {
      await ask(() => colleagues.forget(door.address))
      onLook(door.address)
    })
  return (
    <div role="alert" className={classes.changed}>
      <p>{t('changed')}</p>
      <Button variant="default" size="compact-sm" loading={forgetting.isBusy} onClick={trust}>
        {t('trust')}
      </Button>
    </div>
  )
}

/** Asks for the code of the invitation and a name, and opens the class. */
export function EnterForm({ door, onLook }: EnterFormProps) {
  const { t } = useTranslation('colleague')
  const { data: status } = useStatus()
  const [code, setCode] = useState('')
  const [name, setName] = useState(status?.owner ?? '')
  const entering = useTry()
  const canSend = code.trim() !== '' && name.trim() !== '' && !entering.isBusy && !door.changed
  const enter = () =>
    entering.start(async () => {
      await ask(() => colleagues.join(door, code, name))
      forgetActs()
      goToColleague()
    })
  return (
    <section aria-labelledby="enter-title" className={classes.enter}>
      <h2 id="enter-title">{t('enterAt', { address: door.address })}</h2>
      <p className="faint">{t('fingerprint')}</p>
      <p className={classes.fingerprint}>{door.fingerprint}</p>
      {door.changed && <Changed door={door} onLook={onLook} />}
      <Form className={classes.form} canSend={canSend} onSend={enter}>
        <TextInput
          label={t('code')}
          description={t('codeHint')}
          classNames={{ input: classes.code ?? '' }}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          maxLength={20}
          value={code}
          ref={takeFocus}
          disabled={door.changed}
          onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
        />
        <TextInput
          label={t('name')}
          description={t('nameHint')}
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {entering.error && (
          <p role="alert" className={classes.error}>
            {entering.error.message}
          </p>
        )}
        <Button type="submit" loading={entering.isBusy} disabled={!canSend}>
          {t('enter')}
        </Button>
      </Form>
    </section>
  )
}
