import {
  IconBox,
  IconDeviceLaptop,
  IconLock,
  IconNetwork,
  IconPlugOff,
  IconRotate,
  IconVolumeOff,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { NetworkInterface } from '../../api/types'
import { splitAddress } from '../../lib/lines'
import { roleOf, sortInterfaces } from './verdict'
import classes from './Interfaces.module.css'

const icons: Partial<Record<string, typeof IconNetwork>> = {
  container: IconBox,
  machine: IconDeviceLaptop,
  tunnel: IconLock,
  loopback: IconRotate,
  down: IconPlugOff,
  mute: IconVolumeOff,
}

function Row({ item, first }: { item: NetworkInterface; first: string | undefined }) {
  const { t } = useTranslation('doctor')
  const Icon = icons[item.kind] ?? IconNetwork
  return (
    <li className={classes.interface} data-used={item.used}>
      <Icon size={16} aria-hidden />
      <span className={classes.interfaceName} title={item.name}>
        {item.name}
      </span>
      <div>
        {item.addrs.map((address) => (
          <p key={address} className={classes.interfaceAddress} data-long={address.includes(':')}>
            {address}
          </p>
        ))}
        <p className={classes.role}>{t(`role.${roleOf(item, first)}`)}</p>
      </div>
    </li>
  )
}

interface InterfacesProps {
  interfaces: NetworkInterface[]
  /** The address, with its port, that stands in the first cell. */
  best: string | undefined
}

/** The interfaces of this computer and what they are to the class. */
export function Interfaces({ interfaces, best }: InterfacesProps) {
  const { t } = useTranslation('doctor')
  const first = best === undefined ? undefined : splitAddress(best).host
  const used = interfaces.filter((item) => item.used).length
  const left = interfaces.length - used
  return (
    <section>
      <h2>
        {t('addresses')}{' '}
        <span className={classes.count}>{left > 0 ? t('used', { used, left }) : t('allUsed', { used })}</span>
      </h2>
      <ul>
        {sortInterfaces(interfaces).map((item) => (
          <Row key={item.name} item={item} first={first} />
        ))}
      </ul>
    </section>
  )
}
