import { describe, expect, it } from 'vitest'
import { projectorAt, projectorRoute, questionAt, questionRoute } from './routes'

describe('the route of a question', () => {
  it.each(['3', '2b', 'a/b', '100%', 'Übung ä', '?#&', '..', '问题 1', '<b>'])('%s is found again', (label) =>
    expect(questionAt(questionRoute(label))).toBe(label),
  )
  it('names the part', () => expect(questionRoute('2', 7)).toBe('/question/2?part=7'))
  it.each(['/', '/question', '/question/', '/questions/2', '/question/%'])('%s is none', (path) =>
    expect(questionAt(path)).toBeUndefined(),
  )
})

describe('the route of the projector', () => {
  const searchOf = (route: string) => route.slice(route.indexOf('?') + 1)
  it.each([
    ['answers', '2b & c'],
    ['pace', ''],
    ['join', ''],
  ] as const)('%s of %s is found again', (view, question) =>
    expect(projectorAt(searchOf(projectorRoute(view, question, ['a&b'], 7)))).toEqual({
      view,
      question,
      groups: ['a&b'],
      partId: 7,
    }),
  )
  it('shows the count where nothing else is asked', () =>
    expect(projectorAt('show=names&part=x')).toEqual({ view: 'count', question: '', groups: [], partId: 0 }))
})
