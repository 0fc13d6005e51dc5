import { expect, it } from 'vitest'
import { callOf, cameOf, PLACES, pieces } from './callDiffers'

it.each([
  ['def distance(a, b):\n    return a', '2, 3', 'distance(2, 3)'],
  ['@cache\n  def f_1(x): pass', '[1]', 'f_1([1])'],
  ['lambda x: x', '1', 'f(1)'],
  ['def g(): pass', '()', 'g()'],
  ['async  def g(): pass', '', 'g()'],
  ['', 'x'.repeat(100), `f(${'x'.repeat(58)}…`],
])('calls %s with %s', (code, input, call) => expect(callOf(code, input)).toBe(call))

it('says what came in one line', () => {
  const call = { input: '1', came: '  ValueError: no\n  more', error: true, late: false }
  expect(cameOf(call)).toBe('ValueError: no')
  expect(cameOf({ ...call, came: '', late: true })).toBeUndefined()
})

it('puts values into a sentence as they are, whatever they hold', () => {
  const values = { call: 'f(1)', mine: '<b>{{most}}</b>', most: '3' }
  expect(pieces(`${PLACES.call} gives ${PLACES.mine}, most give ${PLACES.most}.`, values)).toEqual([
    { text: 'f(1)', isCode: true },
    { text: ' gives ', isCode: false },
    { text: '<b>{{most}}</b>', isCode: true },
    { text: ', most give ', isCode: false },
    { text: '3', isCode: true },
    { text: '.', isCode: false },
  ])
})
