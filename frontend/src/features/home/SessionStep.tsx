import { useTranslation } from 'react-i18next'
import { useCreateSession } from '../../api/mutations'
import { Sentence } from '../../components/Sentence'
import { Done } from './Done'
import { OneField } from './OneField'
import { Strong } from './Strong'
import classes from './SessionStep.module.css'

/** The second question of the first start: the name of the first session. */
export function SessionStep({ owner }: { owner: string }) {
  const { t } = useTranslation('home')
  const create = useCreateSession()
  return (
    <>
      <Done action={t('change')} href="/settings">
        <Sentence words={t('youAre')} parts={{ owner: <Strong>{owner}</Strong> }} />
      </Done>
      <div className={classes.step}>
        <OneField
          title={t('first.title')}
          lead={
            <Sentence words={t('first.lead')} parts={{ code: <span className="mono">session_name</span> }} />
          }
          label={t('first.label')}
          initial=""
          hint={t('first.hint')}
          action={t('first.go')}
          isBusy={create.isPending}
          error={create.error}
          onSubmit={(name) => create.mutate({ name, description: '' })}
        />
      </div>
    </>
  )
}
