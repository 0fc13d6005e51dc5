import { expect, it } from 'vitest'
import english from '../words/en/message.json'
import { messageTypes } from './messageTypes'

const goSources = import.meta.glob<string>(
  [
    '../../../backend/classroom/*.go',
    '../../../backend/pyclient/src/npt_client/messages.py',
    '!**/*_test.go',
  ],
  { query: '?raw', import: 'default', eager: true },
)
const source = Object.values(goSources).join('\n')

/** Finds constants such as `MessageInfo MessageType = "info"`. */
const CONSTANT = /\bMessage\w+\s+MessageType\s*=\s*"([^"]+)"/g

/** Finds the lines of the table of looks, such as `"info": Look(`. */
const LOOK = /"(\w+)": Look\(/g

it.each([
  ['the Go side', CONSTANT],
  ['the notebook', LOOK],
])('are the types of %s', (_, pattern) =>
  expect([...source.matchAll(pattern)].map(([, type]) => type)).toEqual([...messageTypes]),
)
it('have words', () => expect(Object.keys(english)).toEqual(expect.arrayContaining([...messageTypes])))
