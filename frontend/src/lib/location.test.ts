import { expect, it } from 'vitest'
import { splitRoute } from './location'

it.each([
  ['/', '/', ''],
  ['/records', '/records', ''],
  ['/records?question=3', '/records', 'question=3'],
  ['/records?question=a?b', '/records', 'question=a?b'],
])('splits %s', (route, path, search) => expect(splitRoute(route)).toEqual({ path, search }))
