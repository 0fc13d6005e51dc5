import type { Finding, NetworkInterface } from '../../api/types'

/** The sum of all findings: its level, and the key of the words for it. */
export interface Verdict {
  level: 'wrong' | 'warning' | 'ok'
  words: 'none' | 'others' | 'someNot' | 'doubt' | 'fine'
}

/** What keeps all computers away but this one, whose own notebooks may be connected. */
const KEEPS_OTHERS_AWAY = ['loopback', 'interface_gone', 'no_network']

/**
 * Returns the sum of the findings, given how many notebooks are connected. The doctor sees this computer alone, and the
 * words claim no more.
 */
export function verdictOf(findings: Pick<Finding, 'code' | 'level'>[], connected: number): Verdict {
  if (findings.some(({ code }) => KEEPS_OTHERS_AWAY.includes(code)))
    return { level: 'wrong', words: 'others' }
  if (findings.some(({ level }) => level === 'wrong')) {
    return { level: 'wrong', words: connected > 0 ? 'someNot' : 'none' }
  }
  if (findings.some(({ level }) => level === 'warning')) return { level: 'warning', words: 'doubt' }
  return { level: 'ok', words: 'fine' }
}

/** What a finding is about. */
export type Topic =
  'network' | 'firewall' | 'port' | 'name' | 'vpn' | 'proxy' | 'clock' | 'strangers' | 'notebooks'

const topics: Partial<Record<string, Topic>> = {
  firewall: 'firewall',
  port: 'port',
  name: 'name',
  mdns: 'name',
  vpn: 'vpn',
  proxy: 'proxy',
  clock: 'clock',
  strangers: 'strangers',
  isolation: 'strangers',
  nobody: 'notebooks',
}

/** Returns what a finding is about, by its code. */
export function topicOf(code: string): Topic {
  return topics[code.replace(/_.*/, '')] ?? 'network'
}

const levels = ['wrong', 'warning', 'note', 'ok'] as const

/** Returns the worst level of the findings about some topics; 'unknown' if there are none. */
export function levelAt(
  findings: Pick<Finding, 'level' | 'code'>[],
  topics: Topic[],
): (typeof levels)[number] | 'unknown' {
  const found = findings.filter(({ code }) => topics.includes(topicOf(code)))
  return levels.find((level) => found.some((finding) => finding.level === level)) ?? 'unknown'
}

const kinds = ['lan', 'container', 'machine', 'tunnel', 'loopback', 'down', 'mute'] as const

/** What an interface is to the class. */
export type Role = 'first' | 'used' | (typeof kinds)[number]

/** Returns what an interface is to the class; `first` is the address that stands in the first cell. */
export function roleOf({ kind, used, addrs }: NetworkInterface, first: string | undefined): Role {
  if (used) return first !== undefined && addrs.includes(first) ? 'first' : 'used'
  return kinds.find((known) => known === kind) ?? 'lan'
}

const rank = ({ kind, used }: NetworkInterface) => (used ? 0 : kind === 'down' ? 2 : 1)

/** Returns the interfaces in order: first those that notebooks are told of, last those that are off. */
export function sortInterfaces(interfaces: NetworkInterface[]): NetworkInterface[] {
  return interfaces.toSorted((a, b) => rank(a) - rank(b))
}
