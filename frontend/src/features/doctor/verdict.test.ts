import { describe, expect, it } from 'vitest'
import type { NetworkInterface } from '../../api/types'
import { countInterfaces, roleOf, sortInterfaces, topicOf, verdictOf } from './verdict'

const made = (name: string, kind: string, used = false): NetworkInterface => ({
  name,
  kind,
  used,
  addrs: used ? ['192.168.1.20'] : [],
})

describe('verdictOf', () => {
  it('is the worst', () => {
    const findings = [{ level: 'ok' }, { level: 'warning' }, { level: 'wrong' }]
    expect(verdictOf(findings, 0).title).toBe('Notebooks cannot reach this computer')
    expect(verdictOf(findings, 3).title).toBe('Some notebooks cannot reach this computer')
  })
  it('takes a warning for doubt', () =>
    expect(verdictOf([{ level: 'note' }, { level: 'warning' }], 0).level).toBe('warning'))
  it('takes notes lightly', () => expect(verdictOf([{ level: 'note' }, { level: 'ok' }], 0).level).toBe('ok'))
})

describe('topicOf', () => {
  it('goes by the beginning', () => expect(topicOf('firewall_closed')).toBe('Firewall'))
  it('is the network for the rest', () => expect(topicOf('no_network')).toBe('Network'))
})

describe('interfaces', () => {
  const lan = made('eth0', 'lan', true)
  it('say what they are to the class', () => {
    expect(roleOf(lan, '192.168.1.20')).toBe('in the first cell and on the join screen')
    expect(roleOf(lan, '10.0.0.1')).toBe('notebooks are told of it too')
    expect(roleOf(made('tun0', 'tunnel'), '10.0.0.1')).toBe('VPN: students are not in it')
    expect(roleOf(made('x', 'odd'), undefined)).toBe('odd')
  })
  it('come in the order of use', () => {
    const names = sortInterfaces([made('ib0', 'down'), made('lo', 'loopback'), lan]).map(({ name }) => name)
    expect(names).toEqual(['eth0', 'lo', 'ib0'])
  })
  it('are counted', () => {
    expect(countInterfaces([lan, made('lo', 'loopback')])).toBe('1 used, 1 left out')
    expect(countInterfaces([lan])).toBe('1 used')
  })
})
