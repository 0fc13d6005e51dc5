import { expect, it } from 'vitest'
import { isRecordType, recordTypes } from './recordTypes'

const goSources = import.meta.glob<string>(['../../../backend/**/*.go', '!**/*_test.go'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** What stands for an answer that a damaged page held: only an export has it, the window says that it cannot be read. */
const UNREADABLE = 'unreadable'

/** Finds constants such as `TypeText Type = "str"`. */
const CONSTANT = /\bType\w+\s+Type\s*=\s*"([^"]+)"/g

it('are the types of the Go side', () => {
  const types = Object.values(goSources).flatMap((source) =>
    [...source.matchAll(CONSTANT)].map(([, type = '']) => type),
  )
  expect([...recordTypes, UNREADABLE].sort()).toEqual(types.sort())
})
it('are told from what else notebooks send', () => {
  expect(isRecordType('str')).toBe(true)
  expect(isRecordType('sometype')).toBe(false)
})
