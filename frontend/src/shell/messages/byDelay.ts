/** The ends of the delays by which those are counted who took a message's code, in seconds. */
export const delays = [30, 60, 120, 300, 900, Infinity]

/** Counts the students who took a message's code up to each of the delays, and after the one before it. */
export function byDelay(taken: readonly { seconds: number }[]): { upTo: number; count: number }[] {
  return delays.map((upTo, i) => {
    const from = i === 0 ? -Infinity : (delays[i - 1] ?? 0)
    return { upTo, count: taken.filter(({ seconds }) => seconds > from && seconds <= upTo).length }
  })
}
