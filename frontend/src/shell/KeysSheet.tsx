import { Kbd, Modal } from '@mantine/core'
import { Fragment } from 'react'
import { shortcuts } from '../lib/shortcuts'
import classes from './KeysSheet.module.css'

/** The sheet of keys. */
export function KeysSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size="30rem">
      {shortcuts.map(({ group, keys }) => (
        <section key={group} className={classes.group}>
          <h2>{group}</h2>
          <dl className={classes.keys}>
            {keys.map(({ key, does }) => (
              <Fragment key={key}>
                <dt>
                  <Kbd>{key}</Kbd>
                </dt>
                <dd>{does}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  )
}
