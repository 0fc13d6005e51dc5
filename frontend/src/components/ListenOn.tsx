import { Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useInterfaces, useSetInterface } from '../api/networkQueries'
import type { NetworkInterface, Status } from '../api/types'

const isIPv4 = (address: string) => !address.includes(':')

/** Returns the interfaces to choose from: those with an address, and the chosen one even without an address. */
function choicesOf(interfaces: NetworkInterface[], chosen: string): NetworkInterface[] {
  const usable = interfaces.filter(
    ({ kind, addrs, name }) =>
      name === chosen || (kind !== 'loopback' && kind !== 'down' && addrs.some(isIPv4)),
  )
  const isGone = chosen !== '' && !usable.some(({ name }) => name === chosen)
  return isGone ? [...usable, { name: chosen, kind: 'down', addrs: [], used: false }] : usable
}

/** Chooses the interface on which notebooks reach the app: all real interfaces, or one alone. */
export function ListenOn({ status }: { status: Status }) {
  const { t } = useTranslation('doctor')
  const { data } = useInterfaces()
  const setInterface = useSetInterface()
  if (!status.choosesInterface) return <p className="muted">{t('fixedByCommand')}</p>
  return (
    <Radio.Group
      aria-label={t('listenOn')}
      description={t('listenOnNote')}
      value={status.interface}
      onChange={(name) => setInterface.mutate(name)}
    >
      <Stack gap="xs" mt="xs">
        <Radio value="" label={t('everyInterface')} disabled={setInterface.isPending} />
        {choicesOf(data ?? [], status.interface).map(({ name, addrs }) => (
          <Radio
            key={name}
            value={name}
            label={t('onlyInterface', { name })}
            description={addrs.filter(isIPv4).join(', ') || t('noAddress')}
            disabled={setInterface.isPending}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}
