import { describe, expect, it } from 'vitest'
import { longestLine, splitAddress } from './lines'

describe('splitAddress', () => {
  it('divides host and port', () =>
    expect(splitAddress('192.168.1.20:6780')).toEqual({ host: '192.168.1.20', port: ':6780' }))
  it('keeps the colons of an IPv6 address', () =>
    expect(splitAddress('[fe80::1]:6780')).toEqual({ host: '[fe80::1]', port: ':6780' }))
  it('does without a port', () => expect(splitAddress('lab')).toEqual({ host: 'lab', port: '' }))
})

describe('longestLine', () => {
  it('counts the longest', () => expect(longestLine('ab\nabcd\n')).toBe(4))
  it('is 0 for nothing', () => expect(longestLine('')).toBe(0))
})
