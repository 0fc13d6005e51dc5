import { describe, expect, it } from 'vitest'
import { projectorAt, projectorPlace, questionAt, questionPlace } from './places'

describe('the place of a question', () => {
  it.each(['3', '2b', 'a/b', '100%', 'Übung ä', '?#&', '..', '问题 1', '<b>'])('%s is found again', (label) =>
    expect(questionAt(questionPlace(label))).toBe(label),
  )
  it('names the part', () => expect(questionPlace('2', 7)).toBe('/question/2?part=7'))
  it.each(['/', '/question', '/question/', '/questions/2', '/question/%'])('%s is none', (path) =>
    expect(questionAt(path)).toBeUndefined(),
  )
})

describe('the place of the projector', () => {
  const searchOf = (place: string) => place.slice(place.indexOf('?') + 1)
  it.each([
    ['answers', '2b & c'],
    ['pace', ''],
    ['join', ''],
  ] as const)('%s of %s is found again', (view, question) =>
    expect(projectorAt(searchOf(projectorPlace(view, question)))).toEqual({ view, question }),
  )
  it('shows the count where nothing else is asked', () =>
    expect(projectorAt('show=names')).toEqual({ view: 'count', question: '' }))
})
