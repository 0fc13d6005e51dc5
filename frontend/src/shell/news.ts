import { cellsOf } from '../api/dashboard'
import type { Dashboard } from '../api/types'

/** What is known of the answers of a class and of who waits for help, as short as a comparison needs it. */
export interface Snapshot {
  /** By student and question: the attempts, and whether the answer is wrong. */
  answers: ReadonlyMap<string, { question: string; attempts: number; isWrong: boolean }>
  /** The students who wait, by id. */
  waiting: ReadonlySet<number>
}

/** What came of one question. */
export interface QuestionNews {
  question: string
  count: number
  wrong: number
}

/** What happened between two moments. */
export interface News {
  /** The questions with new answers, in the order of the session. */
  questions: QuestionNews[]
  /** Who asks for help since, by id. */
  asking: number[]
}

/** Returns what a later comparison needs of a dashboard. */
export function snapshotOf({ questions, rows }: Pick<Dashboard, 'questions' | 'rows'>): Snapshot {
  const answers = new Map<string, { question: string; attempts: number; isWrong: boolean }>()
  const waiting = new Set<number>()
  for (const row of rows) {
    if (row.helpSince !== '') waiting.add(row.student.id)
    for (const { question, attempts, verdict } of cellsOf(row)) {
      const label = questions[question]?.label ?? ''
      answers.set(`${row.student.id} ${label}`, { question: label, attempts, isWrong: verdict === 'wrong' })
    }
  }
  return { answers, waiting }
}

/** Returns what is new on a board: an answer that was sent again counts once, and a changed verdict is no answer. */
export function newsOf(before: Snapshot, after: Snapshot): News {
  const found = new Map<string, QuestionNews>()
  for (const [key, { question, attempts, isWrong }] of after.answers) {
    if ((before.answers.get(key)?.attempts ?? 0) >= attempts) continue
    const news = found.get(question) ?? { question, count: 0, wrong: 0 }
    found.set(question, { ...news, count: news.count + 1, wrong: news.wrong + (isWrong ? 1 : 0) })
  }
  return {
    questions: [...found.values()],
    asking: [...after.waiting].filter((id) => !before.waiting.has(id)),
  }
}
