import { useTranslation } from 'react-i18next'
import { useQuestions } from '../../api/queries'
import type { SessionFacts } from '../../api/types'
import { Failed } from '../../components/Failed'
import { LoadingRows } from '../../components/LoadingRows'
import { questionRoute } from '../../lib/routes'
import { Row, RowLink, Rows } from './Row'

/** The questions of a session, each leading to its groups of answers. */
export function QuestionList({ session }: { session: SessionFacts }) {
  const { t } = useTranslation('assist')
  const { data, error, refetch } = useQuestions(session.id)
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <LoadingRows count={8} height={56} />
  if (data.length === 0) return <p className="muted">{t('noQuestions')}</p>
  return (
    <Rows label={t('nav.questions')}>
      {data.map(({ label, title, students }) => (
        <Row key={label}>
          <RowLink href={questionRoute(label)}>
            <b>{label}</b>
            <span>
              <bdi>{title}</bdi>
            </span>
            <span className="faint">{t('students', { count: students })}</span>
          </RowLink>
        </Row>
      ))}
    </Rows>
  )
}
