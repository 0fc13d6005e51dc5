import { useTranslation } from 'react-i18next'
import { useStudents } from '../../api/queries'
import type { SessionFacts } from '../../api/types'
import { Failed } from '../../components/Failed'
import { LoadingRows } from '../../components/LoadingRows'
import { StudentName } from '../../components/StudentName'
import { RowLink, Rows } from './Row'

/** The students of a session, each leading to the way that one has gone. */
export function StudentList({ session }: { session: SessionFacts }) {
  const { t } = useTranslation('assist')
  const { data, error, refetch } = useStudents(session.id)
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <LoadingRows count={8} height={56} />
  if (data.length === 0) return <p className="muted">{t('noStudents')}</p>
  return (
    <Rows label={t('nav.students')}>
      {data.map((student) => (
        <li key={student.id}>
          <RowLink href={`/student/${String(student.id)}`}>
            <StudentName student={student} />
          </RowLink>
        </li>
      ))}
    </Rows>
  )
}
