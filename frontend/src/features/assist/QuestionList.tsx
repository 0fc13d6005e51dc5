import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useQuestions } from '../../api/queries'
import type { SessionFacts } from '../../api/types'
import { Failed } from '../../components/Failed'
import { LoadingRows } from '../../components/LoadingRows'
import { questionRoute } from '../../lib/routes'
import classes from './Row.module.css'

/** The questions of a session, each leading to its groups of answers. */
export function QuestionList({ session }: { session: SessionFacts }) {
  const { t } = useTranslation('assist')
  const { data, error, refetch } = useQuestions(session.id)
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <LoadingRows count={8} height={56} />
  if (data.length === 0) return <p className="muted">{t('noQuestions')}</p>
  return (
    <ul className={classes.list} aria-label={t('nav.questions')}>
      {data.map(({ label, title, students }) => (
        <li key={label} className={classes.row}>
          <Link href={questionRoute(label)} className={classes.link}>
            <b>{label}</b>
            <span>
              <bdi>{title}</bdi>
            </span>
            <span className="faint">{t('students', { count: students })}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
