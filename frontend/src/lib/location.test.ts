import { expect, it } from 'vitest'
import { splitPlace } from './location'

it.each([
  ['/', '/', ''],
  ['/records', '/records', ''],
  ['/records?question=3', '/records', 'question=3'],
  ['/records?question=a?b', '/records', 'question=a?b'],
])('splits %s', (place, path, search) => expect(splitPlace(place)).toEqual({ path, search }))
