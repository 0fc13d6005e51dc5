import type { Finding, NetworkInterface } from '../../api/types'
import { plural } from '../../lib/format'

/** What all findings together come to. */
export interface Verdict {
  level: 'wrong' | 'warning' | 'ok'
  title: string
}

/**
 * Returns what the findings come to, where so many notebooks are connected. The doctor sees no more than this
 * computer, and the words keep to that.
 */
export function verdictOf(findings: Pick<Finding, 'level'>[], connected: number): Verdict {
  if (findings.some(({ level }) => level === 'wrong')) {
    const who = connected > 0 ? 'Some notebooks' : 'Notebooks'
    return { level: 'wrong', title: `${who} cannot reach this computer` }
  }
  if (findings.some(({ level }) => level === 'warning')) {
    return { level: 'warning', title: 'Some notebooks may not get through' }
  }
  return { level: 'ok', title: 'Nothing on this computer keeps notebooks out' }
}

const topics: Partial<Record<string, string>> = {
  firewall: 'Firewall',
  port: 'Port',
  name: 'Name',
  mdns: 'Name',
  vpn: 'VPN',
  proxy: 'Proxy',
  clock: 'Clock',
  strangers: 'Seen, never heard',
  nobody: 'Notebooks',
}

/** Returns what a finding is about, in a word or three. */
export function topicOf(code: string): string {
  return topics[code.replace(/_.*/, '')] ?? 'Network'
}

const kinds: Partial<Record<string, string>> = {
  lan: 'a network, but notebooks are not told of it',
  container: 'containers: students cannot reach it',
  machine: 'virtual machines: students cannot reach it',
  tunnel: 'VPN: students are not in it',
  loopback: 'this computer alone',
  down: 'switched off, or not connected',
  mute: 'takes no multicast: left out',
}

/** Returns what an interface is to the class; `first` is the address that stands in the first cell. */
export function roleOf({ kind, used, addrs }: NetworkInterface, first: string | undefined): string {
  if (used && first !== undefined && addrs.includes(first)) return 'in the first cell and on the join screen'
  if (used) return 'notebooks are told of it too'
  return kinds[kind] ?? kind
}

const rank = ({ kind, used }: NetworkInterface) => (used ? 0 : kind === 'down' ? 2 : 1)

/** Returns the interfaces with those first that notebooks are told of, and those last that are off. */
export function sortInterfaces(interfaces: NetworkInterface[]): NetworkInterface[] {
  return interfaces.toSorted((a, b) => rank(a) - rank(b))
}

/** Returns how many interfaces are in use: `2 used, 3 left out`. */
export function countInterfaces(interfaces: NetworkInterface[]): string {
  const used = interfaces.filter((i) => i.used).length
  const out = interfaces.length - used
  const left = out === 0 ? '' : `, ${plural(out, { one: '{n} left out', other: '{n} left out' })}`
  return `${plural(used, { one: '{n} used', other: '{n} used' })}${left}`
}
