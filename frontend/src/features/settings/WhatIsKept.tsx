import { useTranslation } from 'react-i18next'
import type { Status } from '../../api/types'
import classes from './WhatIsKept.module.css'

const facts = ['what', 'where', 'howLong', 'who', 'leaves', 'erase', 'own'] as const

/** What is kept about students, in plain words: where, how long, and who sees it. */
export function WhatIsKept({ status }: { status: Status }) {
  const { t } = useTranslation('privacy')
  return (
    <dl className={classes.facts}>
      {facts.map((fact) => (
        <div key={fact}>
          <dt>{t(`facts.${fact}.title`)}</dt>
          <dd>{t(`facts.${fact}.text`, { folder: status.dataFolder })}</dd>
        </div>
      ))}
    </dl>
  )
}
