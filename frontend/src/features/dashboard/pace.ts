/** When students reached a question: the times of the first, the second …, in milliseconds, ascending. */
export interface Reached {
  label: string
  times: readonly number[]
}

/** How many had reached each question at a moment; `q0` is the first question. */
export type Sample = { at: number } & Record<string, number>

/** The field of a sample that counts a question. (Labels may have dots, which the chart takes for paths.) */
export function fieldOf(place: number): string {
  return `q${place}`
}

/** Returns how many of the ascending times are not after the moment. */
export function countUntil(times: readonly number[], moment: number): number {
  let [from, to] = [0, times.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((times[middle] ?? Infinity) <= moment) from = middle + 1
    else to = middle
  }
  return from
}

/** Returns a number of samples at equal distances, from the first moment to the last, both included. */
export function samples(reached: readonly Reached[], from: number, to: number, count: number): Sample[] {
  const step = (to - from) / Math.max(1, count - 1)
  return Array.from({ length: count }, (_, i) => {
    const at = Math.round(from + i * step)
    const sample: Sample = { at }
    reached.forEach(({ times }, place) => {
      sample[fieldOf(place)] = countUntil(times, at)
    })
    return sample
  })
}

/** Returns when half of the students had reached a question; undefined if they have not. */
export function halfAt({ times }: Reached, students: number): number | undefined {
  return students === 0 ? undefined : times[Math.ceil(students / 2) - 1]
}

/** A label at the right edge of the chart. */
export interface EdgeLabel {
  place: number
  label: string
  count: number
  /** In pixels from the top of the chart's area. */
  top: number
}

/**
 * Returns the labels that have room at the right edge, from top to bottom. Each stands at its count, at least a gap
 * below the one before. Of the questions that all reached, only the last has a label; of those that nobody reached, only
 * the first.
 */
export function edgeLabels(
  reached: readonly Reached[],
  students: number,
  height: number,
  gap: number,
): EdgeLabel[] {
  const labels: EdgeLabel[] = []
  const behind = reached.findLastIndex(({ times }) => times.length >= students)
  reached.forEach(({ label, times }, place) => {
    if (place < behind || times.length === 0) return
    const top = height * (1 - times.length / Math.max(1, students))
    const above = labels.at(-1)
    if (above && top - above.top < gap) return
    labels.push({ place, label, count: times.length, top })
  })
  return labels
}

/** The moments of the time axis: few, round, and inside the chart. In milliseconds. */
export function timeTicks(from: number, to: number, most: number): number[] {
  const minute = 60_000
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 240, 720, 1440].map((minutes) => minutes * minute)
  const step = steps.find((length) => (to - from) / length <= most) ?? (to - from) / most
  const offset = new Date(from).getTimezoneOffset() * minute
  const first = Math.ceil((from - offset) / step) * step + offset
  const ticks: number[] = []
  for (let at = first; at <= to; at += step) ticks.push(at)
  return ticks
}

/** Returns the questions up to the last one that somebody reached. */
export function begun(reached: readonly Reached[]): Reached[] {
  return reached.slice(0, reached.findLastIndex(({ times }) => times.length > 0) + 1)
}

/**
 * Returns the indexes of the questions that say most about a sample, in their order: those that some students reached
 * and others did not. If there are too many, it takes those that are nearest to half of the students.
 */
export function telling(sample: Sample, questions: number, students: number, most: number): number[] {
  const countOf = (place: number) => sample[fieldOf(place)] ?? 0
  const places = Array.from({ length: questions }, (_, place) => place)
  return places
    .filter((place) => countOf(place) > 0)
    .sort((a, b) => Math.abs(countOf(a) - students / 2) - Math.abs(countOf(b) - students / 2) || b - a)
    .slice(0, most)
    .sort((a, b) => a - b)
}
