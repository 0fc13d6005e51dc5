import { describe, expect, it } from 'vitest'
import { keyName } from './shortcuts'

const plain = { code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

describe('keyName', () => {
  it('is the printed letter', () => expect(keyName({ ...plain, key: 'a', code: 'KeyQ' })).toBe('a'))
  it('does not mind capitals', () => expect(keyName({ ...plain, key: 'S', shiftKey: true })).toBe('s'))
  it('takes a digit', () => expect(keyName({ ...plain, key: '3', code: 'Digit3' })).toBe('3'))
  it('takes a digit key of AZERTY without Shift', () =>
    expect(keyName({ ...plain, key: '"', code: 'Digit3' })).toBe('3'))
  it('takes a digit of AZERTY with Shift', () =>
    expect(keyName({ ...plain, key: '3', code: 'Digit3', shiftKey: true })).toBe('3'))
  it('leaves the sign above a digit', () =>
    expect(keyName({ ...plain, key: '#', code: 'Digit3', shiftKey: true })).toBe('#'))
  it('takes a question mark wherever it is', () =>
    expect(keyName({ ...plain, key: '?', code: 'Comma', shiftKey: true })).toBe('?'))
  it('keeps the names of other keys', () => expect(keyName({ ...plain, key: 'ArrowUp' })).toBe('ArrowUp'))
  it('leaves combinations to others', () => {
    expect(keyName({ ...plain, key: 'c', ctrlKey: true })).toBe('')
    expect(keyName({ ...plain, key: 'c', metaKey: true })).toBe('')
    expect(keyName({ ...plain, key: 'c', altKey: true })).toBe('')
  })
})
