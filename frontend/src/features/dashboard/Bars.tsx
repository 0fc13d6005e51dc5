import { Tooltip } from '@mantine/core'
import { Link } from 'wouter'
import type { Question } from '../../api/types'
import { formatCount, plural } from '../../lib/format'
import classes from './dashboard.module.css'

function description({ students, attempts }: Question, room: number): string {
  const of = formatCount(room)
  const who = plural(students, { one: `{n} of ${of} students`, other: `{n} of ${of} students` })
  return `${who}, ${plural(attempts, { one: '{n} attempt', other: '{n} attempts' })}`
}

function Bar({ question, room }: { question: Question; room: number }) {
  const share = room === 0 ? 0 : question.students / room
  const text = description(question, room)
  return (
    <li className={classes.column}>
      <Tooltip
        label={
          <>
            Question <bdi>{question.label}</bdi>: {text}
          </>
        }
      >
        <Link
          href={`/records?question=${encodeURIComponent(question.label)}`}
          className={classes.bar}
          aria-label={`Question ${question.label}: ${text}`}
        >
          <span className={classes.count} data-testid="question-count">
            {formatCount(question.students)}
          </span>
          <span className={classes.area} style={{ flexBasis: `${share * 100}%` }} />
        </Link>
      </Tooltip>
      <bdi className={classes.label} title={question.label}>
        {question.label}
      </bdi>
    </li>
  )
}

/** A bar for each question: how many students sent it. The top line is the whole room. */
export function Bars({ questions, students }: { questions: Question[]; students: number }) {
  return (
    <section className={classes.bars} aria-labelledby="bars-title">
      <header className={classes.barsHead}>
        <h2 id="bars-title">Students who sent each question</h2>
        <span className="t3">
          {plural(students, {
            one: 'the top line is the one student seen',
            other: 'the top line is all {n} students seen',
          })}
        </span>
      </header>
      <div className={classes.scroll}>
        <ol className={classes.plot}>
          {questions.map((question) => (
            <Bar key={question.label} question={question} room={students} />
          ))}
        </ol>
      </div>
    </section>
  )
}
