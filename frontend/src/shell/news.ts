import { cellsOf } from '../api/dashboard'
import type { Dashboard } from '../api/types'

/** What is known of the answers of a class, by student and question, as short as a comparison needs it. */
export type Snapshot = ReadonlyMap<string, { question: string; attempts: number; isWrong: boolean }>

/** What came of one question. */
export interface QuestionNews {
  question: string
  count: number
  wrong: number
}

/** Returns what a later comparison needs of a dashboard. */
export function snapshotOf({ questions, rows }: Pick<Dashboard, 'questions' | 'rows'>): Snapshot {
  const answers = new Map<string, { question: string; attempts: number; isWrong: boolean }>()
  for (const row of rows) {
    for (const { question, attempts, verdict } of cellsOf(row)) {
      const label = questions[question]?.label ?? ''
      answers.set(`${row.student.id} ${label}`, { question: label, attempts, isWrong: verdict === 'wrong' })
    }
  }
  return answers
}

/**
 * Returns what is new on a board, in the order of its questions: an answer that was sent again counts once, and a changed
 * verdict is no answer.
 */
export function newsOf(before: Snapshot, after: Snapshot): QuestionNews[] {
  const found = new Map<string, QuestionNews>()
  for (const [key, { question, attempts, isWrong }] of after) {
    if ((before.get(key)?.attempts ?? 0) >= attempts) continue
    const news = found.get(question) ?? { question, count: 0, wrong: 0 }
    found.set(question, { ...news, count: news.count + 1, wrong: news.wrong + (isWrong ? 1 : 0) })
  }
  return [...found.values()]
}
