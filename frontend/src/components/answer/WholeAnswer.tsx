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
  /** The level of its heading; none where a list has the answers of many. */
  heading?: 'h2' | 'h3'
  onEnlarge: () => void
  /** What stands in its head before what copies it. */
  actions?: ReactNode
  /** What is said of it below. */
  children?: ReactNode
}

/** A whole answer under its heading, with what it is and what copies it; its text if it cannot be drawn. */
export function WholeAnswer(props: WholeAnswerProps) {
  const { answer, heading: Heading, onEnlarge, actions, children } = props
  const { t } = useTranslation('answer')
  const description = useDescription()
  return (
    <ErrorBoundary resetKey={answer} fallback={<pre className={classes.raw}>{answer.text}</pre>}>
      <div>
        <div className={classes.head}>
          {Heading && <Heading>{t('answer')}</Heading>}
          <span className="faint truncate">{description(answer)}</span>
          <span className="grow" />
          {actions}
          {answer.text !== '' && <CopyText text={answer.text} />}
        </div>
        <AnswerView answer={answer} onEnlarge={onEnlarge} />
      </div>
      {children}
    </ErrorBoundary>
  )
}
