import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Grades } from '../../api/types'

function Names({ title, names }: { title: string; names: string[] }) {
  if (names.length === 0) return null
  const known = names.filter((name) => name !== '')
  return known.length === 0 ? (
    <p>{title}</p>
  ) : (
    <details>
      <summary>{title}</summary>
      <p className="muted">
        <bdi>{known.join(', ')}</bdi>
      </p>
    </details>
  )
}

/** Whom a gradebook misses, before it is written. */
export function GradesMissed({ grades }: { grades: Grades }) {
  const { t } = useTranslation('grades')
  const { listed, without, notListed, hidden } = grades
  return (
    <div role="status">
      {hidden && <p>{t('hidden')}</p>}
      {listed === 0 && (
        <>
          <p>{t('noList')}</p>
          <Link href="/class">{t('openList')}</Link>
        </>
      )}
      <Names title={t('without', { count: without.length })} names={without} />
      <Names title={t('notListed', { count: notListed.length })} names={notListed} />
    </div>
  )
}
