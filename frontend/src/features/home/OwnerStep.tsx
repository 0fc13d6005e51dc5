import { IconDeviceLaptop, IconFileCode, IconSend } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSetOwner } from '../../api/mutations'
import { Sentence } from '../../components/Sentence'
import { OneField } from './OneField'
import classes from './OwnerStep.module.css'

/** The first question of the first start: the owner's name, to which students' notebooks will send. */
export function OwnerStep({ suggested }: { suggested: string }) {
  const { t } = useTranslation('home')
  const setOwner = useSetOwner()
  return (
    <>
      <OneField
        title={t('owner.title')}
        lead={
          <>
            <Sentence words={t('owner.lead')} parts={{ code: <span className="mono">session_owner</span> }} />
            <br />
            {t('owner.later')}
          </>
        }
        label={t('owner.label')}
        initial={suggested}
        hint={t(suggested === '' ? 'owner.short' : 'owner.suggested')}
        action={t('owner.go')}
        isBusy={setOwner.isPending}
        error={setOwner.error}
        onSubmit={(name) => setOwner.mutate(name)}
      />
      <Promises />
    </>
  )
}

function Promises() {
  const { t } = useTranslation('home')
  return (
    <div className={classes.columns}>
      <section>
        <h2>
          <IconFileCode size={16} aria-hidden /> {t('owner.promises.lines')}
        </h2>
        <p>{t('owner.promises.linesText')}</p>
      </section>
      <section>
        <h2>
          <IconSend size={16} aria-hidden /> {t('owner.promises.send')}
        </h2>
        <p>
          <Sentence
            words={t('owner.promises.sendText')}
            parts={{ code: <span className="mono">send(result, 3)</span> }}
          />
        </p>
      </section>
      <section>
        <h2>
          <IconDeviceLaptop size={16} aria-hidden /> {t('owner.promises.room')}
        </h2>
        <p>{t('owner.promises.roomText')}</p>
      </section>
    </div>
  )
}
