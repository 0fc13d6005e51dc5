import { useTranslation } from 'react-i18next'
import { useStatus } from '../api/queries'
import classes from './bits.module.css'

/** What is needed to name a student: the name, and the number that stands for it while names are hidden. */
export interface NamedStudent {
  display: string
  /** Drawn at random within the session, so that it tells nobody's arrival. */
  number: number
}

/** Returns whether names are hidden: until that is known, they are. */
export function useNamesHidden(): boolean {
  const { data: status } = useStatus()
  return status?.namesHidden ?? true
}

/**
 * Returns a function that names a student in plain text, for titles, labels and messages: by name, or as
 * `Student 07` while names are hidden. No other code may write a student's name on the screen.
 */
export function useStudentName(): (student: NamedStudent) => string {
  const { t } = useTranslation('common')
  const areHidden = useNamesHidden()
  return ({ display, number }) =>
    areHidden ? t('studentNumber', { n: String(number).padStart(2, '0') }) : display
}

/** A student's name: its own direction, cut at the end, whole on hover; a number while names are hidden. */
export function StudentName({ student }: { student: NamedStudent }) {
  const name = useStudentName()(student)
  const areHidden = useNamesHidden()
  return (
    <bdi className={`ell ${classes.name}`} data-hidden={areHidden} title={name}>
      {name}
    </bdi>
  )
}
