import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api/types'
import { CopyText } from '../Copy'
import { ErrorBoundary } from '../ErrorBoundary'
import { AnswerView } from './AnswerView'
import { useDescription } from './useAnswerWords'
import classes from './WholeAnswer.module.css'

interface WholeAnswerProps {
  answer: Answer
  /** The level of its heading. */
  heading: 'h2' | 'h3'
  onEnlarge: () => void
  /** What is said of it below. */
  children?: ReactNode
}

/** A whole answer under its heading, with what it is and what copies it; its text if it cannot be drawn. */
export function WholeAnswer({ answer, heading: Heading, onEnlarge, children }: WholeAnswerProps) {
  const { t } = useTranslation('answer')
  const description = useDescription()
  return (
    <ErrorBoundary resetKey={answer} fallback={<pre className={classes.raw}>{answer.text}</pre>}>
      <div>
        <div className={classes.head}>
          <Heading>{t('answer')}</Heading>
          <span className="faint truncate">{description(answer)}</span>
          <span className="grow" />
          {answer.text !== '' && <CopyText text={answer.text} />}
        </div>
        <AnswerView answer={answer} onEnlarge={onEnlarge} />
      </div>
      {children}
    </ErrorBoundary>
  )
}
