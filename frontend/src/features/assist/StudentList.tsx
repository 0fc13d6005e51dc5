import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useStudents } from '../../api/queries'
import type { SessionFacts } from '../../api/types'
import { Failed } from '../../components/Failed'
import { LoadingRows } from '../../components/LoadingRows'
import { StudentName } from '../../components/StudentName'
import classes from './Row.module.css'

/** The students of a session, each leading to the way that one has gone. */
export function StudentList({ session }: { session: SessionFacts }) {
  const { t } = useTranslation('assist')
  const { data, error, refetch } = useStudents(session.id)
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <LoadingRows count={8} height={56} />
  if (data.length === 0) return <p className="muted">{t('noStudents')}</p>
  return (
    <ul className={classes.list} aria-label={t('nav.students')}>
      {data.map((student) => (
        <li key={student.id}>
          <Link href={`/student/${String(student.id)}`} className={classes.link}>
            <StudentName student={student} />
          </Link>
        </li>
      ))}
    </ul>
  )
}
