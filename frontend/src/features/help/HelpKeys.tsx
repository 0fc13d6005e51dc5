import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Key } from '../../components/Key'
import { keyGroups } from '../../lib/keys'
import classes from './HelpKeys.module.css'

/** All keys of the app, by where they work. */
export function HelpKeys() {
  const { t } = useTranslation('keys')
  return (
    <div className={classes.groups}>
      {keyGroups.map(({ name, keys }) => (
        <section key={name} className={classes.group}>
          <h3>{t(`groups.${name}`)}</h3>
          <dl>
            {keys.map(({ key, does }) => (
              <Fragment key={key}>
                <dt>
                  <Key>{key}</Key>
                </dt>
                <dd>{t(`does.${does}`)}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
