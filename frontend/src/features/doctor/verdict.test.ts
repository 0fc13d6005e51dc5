import { describe, expect, it } from 'vitest'
import type { NetworkInterface } from '../../api/types'
import { levelAt, roleOf, sortInterfaces, topicOf, verdictOf } from './verdict'

const made = (name: string, kind: string, used = false): NetworkInterface => ({
  name,
  kind,
  used,
  addrs: used ? ['192.168.1.20'] : [],
})

describe('verdictOf', () => {
  const of = (...levels: string[]) => levels.map((level) => ({ code: 'firewall_closed', level }))
  it('is the worst', () => {
    const findings = of('ok', 'warning', 'wrong')
    expect(verdictOf(findings, 0)).toEqual({ level: 'wrong', words: 'none' })
    expect(verdictOf(findings, 3)).toEqual({ level: 'wrong', words: 'someNot' })
  })
  it.each(['loopback', 'interface_gone', 'no_network'])('is about other computers: %s', (code) =>
    expect(verdictOf([{ code, level: 'wrong' }], 3)).toEqual({ level: 'wrong', words: 'others' }),
  )
  it('takes a warning for doubt', () => expect(verdictOf(of('note', 'warning'), 0).words).toBe('doubt'))
  it('takes notes lightly', () => expect(verdictOf(of('note', 'ok'), 0).words).toBe('fine'))
})

describe('topicOf', () => {
  it('goes by the beginning', () => expect(topicOf('firewall_closed')).toBe('firewall'))
  it('takes isolation for who is seen and never heard', () => expect(topicOf('isolation')).toBe('strangers'))
  it('is the network for the rest', () => expect(topicOf('no_network')).toBe('network'))
})

describe('interfaces', () => {
  const lan = made('eth0', 'lan', true)
  it('are something to the class', () => {
    expect(roleOf(lan, '192.168.1.20')).toBe('first')
    expect(roleOf(lan, '10.0.0.1')).toBe('used')
    expect(roleOf(made('tun0', 'tunnel'), '10.0.0.1')).toBe('tunnel')
    expect(roleOf(made('x', 'odd'), undefined)).toBe('lan')
  })
  it('come in the order of use', () => {
    const names = sortInterfaces([made('ib0', 'down'), made('lo', 'loopback'), lan]).map(({ name }) => name)
    expect(names).toEqual(['eth0', 'lo', 'ib0'])
  })
})

describe('levelAt', () => {
  const findings = [
    { code: 'port', level: 'ok' },
    { code: 'network', level: 'ok' },
    { code: 'isolation', level: 'warning' },
    { code: 'firewall_unknown', level: 'note' },
  ]
  it('is the worst about its topics', () => {
    expect(levelAt(findings, ['network', 'strangers'])).toBe('warning')
    expect(levelAt(findings, ['firewall'])).toBe('note')
    expect(levelAt(findings, ['port'])).toBe('ok')
  })
  it('is unknown where nothing was found', () => expect(levelAt(findings, ['clock'])).toBe('unknown'))
})
