import { notifyManager } from '@tanstack/react-query'

/** What the page hears waits for the rest of its burst, but not longer than this, in milliseconds. */
const LONGEST_MS = 60

/** What is told while work is under way is told at once when it is done, so that it is one render. */
export interface Bursts {
  /** Calls act soon. */
  tell: (act: () => void) => void
  /** Says that a burst is under way until work settles. */
  hold: (work: Promise<unknown>) => void
}

/** Returns Bursts that nothing holds yet. */
export function createBursts(): Bursts {
  let waiting: (() => void)[] = []
  let held = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isDue = false
  function run() {
    clearTimeout(timer)
    isDue = false
    const due = waiting
    waiting = []
    for (const act of due) act()
  }
  function runAfter(milliseconds: number) {
    clearTimeout(timer)
    timer = setTimeout(run, milliseconds)
    isDue = true
  }
  function release() {
    held--
    if (held === 0 && waiting.length > 0) runAfter(0)
  }
  return {
    tell(act) {
      waiting.push(act)
      if (!isDue) runAfter(held > 0 ? LONGEST_MS : 0)
    },
    hold(work) {
      held++
      void work.then(release, release)
    },
  }
}

const bursts = createBursts()
notifyManager.setScheduler(bursts.tell)

/** Renders what the answers to some questions change in one go, where they come soon after each other. */
export function inOneRender(answers: Promise<unknown>): Promise<unknown> {
  bursts.hold(answers)
  return answers
}
