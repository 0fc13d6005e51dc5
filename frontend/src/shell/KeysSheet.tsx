import { Modal } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Key } from '../components/Key'
import { type KeyGroup, keyGroups } from '../lib/keys'
import classes from './KeysSheet.module.css'

function Group({ name, keys }: KeyGroup) {
  const { t } = useTranslation('keys')
  return (
    <section className={classes.group}>
      <h3>{t(`groups.${name}`)}</h3>
      <dl className={classes.keys}>
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
  )
}

/** The sheet of keys. */
export function KeysSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('keys')
  return (
    <Modal opened={opened} onClose={onClose} title={t('title')} size="76rem">
      <div className={classes.groups}>
        {keyGroups.map((group) => (
          <Group key={group.name} {...group} />
        ))}
      </div>
      <p className={classes.note}>{t('note')}</p>
    </Modal>
  )
}
