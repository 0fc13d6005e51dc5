import { useQuestionPage } from '../../../api/questions'
import type { QuestionPage, QuestionQuery } from '../../../api/types'

/** Returns a question with its groups; undefined while it is read, when the query still has the question before. */
export function usePageOf(query: QuestionQuery): QuestionPage | undefined {
  const { data } = useQuestionPage(query)
  return data?.label === query.question ? data : undefined
}
