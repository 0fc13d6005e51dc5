import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useStatus } from '../api/queries'
import classes from './StudentName.module.css'

/** What is needed to name a student: the name, and the number that stands for it while names are hidden. */
export interface NamedStudent {
  display: string
  /** Drawn at random within the session, so that it does not tell in which order students came. */
  number: number
}

/** How students are named now. */
export interface Names {
  areHidden: boolean
  nameOf: (student: NamedStudent) => string
}

const NamingContext = createContext<Names>({ areHidden: true, nameOf: () => '' })

/** Provides the naming of students to its children. Names are hidden until the app says that they are shown. */
export function StudentNaming({ children }: { children: ReactNode }) {
  const { t } = useTranslation('common')
  const { data: status } = useStatus()
  const areHidden = status?.namesHidden ?? true
  const naming = useMemo(
    () => ({
      areHidden,
      nameOf: ({ display, number }: NamedStudent) =>
        areHidden ? t('studentNumber', { n: String(number).padStart(2, '0') }) : display,
    }),
    [areHidden, t],
  )
  return <NamingContext value={naming}>{children}</NamingContext>
}

/** Returns whether names are hidden. */
export function useNamesHidden(): boolean {
  return useContext(NamingContext).areHidden
}

/**
 * Returns a function that names a student in plain text, for titles, labels and messages: by name, or as
 * `Student 07` while names are hidden. No other code may write a student's name on the screen.
 */
export function useStudentName(): (student: NamedStudent) => string {
  return useContext(NamingContext).nameOf
}

/**
 * A sentence that may name students and that stays on the screen, such as a notice. It is said again when names are
 * hidden or shown.
 */
export function Naming({ say }: { say: (names: Names) => string }) {
  return say(useContext(NamingContext))
}

/**
 * A student's name: its own direction, cut at the end, whole on hover; a number while names are hidden. Nothing else
 * writes a name on the page, so that one switch hides all of them.
 */
export function StudentName({ student }: { student: NamedStudent }) {
  const { areHidden, nameOf } = useContext(NamingContext)
  const name = nameOf(student)
  return (
    <bdi className={`truncate ${classes.name}`} data-hidden={areHidden} title={name}>
      {name}
    </bdi>
  )
}
