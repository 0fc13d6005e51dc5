import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconChevronRight, IconHash, IconSearch, IconStack2, IconTag, IconUser } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useQuestions, useSessionFacts, useStudents } from '../api/queries'
import { useSessionFacets } from '../api/recordQueries'
import type { Facet, SessionFacts } from '../api/types'
import { Key } from '../components/Key'
import { useStudentName } from '../components/StudentName'
import { asVerdict, VerdictMark } from '../components/Verdict'
import { appNow } from '../lib/clock'
import { takeFocus } from '../lib/focus'
import { formatSince } from '../lib/format'
import { judgedRoute, questionRoute } from '../lib/routes'
import { bestOf } from './find'
import { tabs } from './tabs'
import { type ShellActions, useActions } from './useActions'
import { useSwitchSession } from './useSwitchSession'

const ICON = 16
/** Where Ctrl K is left to the field: radios and fields of one line have no use for it. */
const writing = ['TEXTAREA', 'SELECT']
const none = { students: [], questions: [], judged: [] }

interface FindOrDoProps extends ShellActions {
  session: SessionFacts | undefined
  isSetUp: boolean
}

/** Returns a value as it was when the list was opened: what is found must not move while it is chosen from. */
function useAtOpening<T>(
  { data, isFetching }: { data: T | undefined; isFetching: boolean },
  isOpen: boolean,
): T | undefined {
  const [held, hold] = useState<T>()
  if (!isOpen && held !== undefined) hold(undefined)
  if (isOpen && held === undefined && !isFetching && data !== undefined) hold(data)
  return held ?? data
}

/** Returns the verdicts and labels of a session, 0 for none, as entries to find; asks for them only if isWanted. */
function useJudged(of: number, isWanted: boolean): SpotlightActionData[] {
  const [, navigate] = useLocation()
  const { t } = useTranslation('shell')
  const facets = useAtOpening(useSessionFacets(of, of !== 0), isWanted)
  const entry = (by: 'verdict' | 'label', { value, records }: Facet): SpotlightActionData => ({
    id: `${by}-${value}`,
    label: by === 'label' ? value : t(`find.verdicts.${asVerdict(value) || 'none'}`),
    description: t('countRecords', { ns: 'common', count: records }),
    leftSection: by === 'label' ? <IconTag size={ICON} /> : <VerdictMark verdict={asVerdict(value)} />,
    onClick: () => navigate(judgedRoute(by, value)),
  })
  if (!isWanted || !facets) return []
  return [
    ...facets.verdicts.filter(({ records }) => records > 0).map((facet) => entry('verdict', facet)),
    ...facets.labels.filter(({ value }) => value !== '').map((facet) => entry('label', facet)),
  ]
}

/** Returns what is to be found of the current session as entries; asks for it only if isWanted. */
function useTargetsOf(session: SessionFacts | undefined, isWanted: boolean) {
  const [, navigate] = useLocation()
  const { t } = useTranslation('shell')
  const nameOf = useStudentName()
  // While it is closed it follows no session's, so that it is not drawn for each record.
  const of = isWanted && session !== undefined ? session.id : 0
  const students = useAtOpening(useStudents(of, of !== 0), isWanted)
  const questions = useAtOpening(useQuestions(of, of !== 0), isWanted)
  const judged = useJudged(of, isWanted)
  if (!isWanted) return none
  return {
    students: (students ?? []).map((student): SpotlightActionData => ({
      id: `student-${student.id}`,
      label: nameOf(student),
      description: t('find.student', {
        count: student.records,
        when: formatSince(student.lastSeenAt, appNow()),
      }),
      leftSection: <IconUser size={ICON} />,
      onClick: () => navigate(`/records/student/${student.id}`),
    })),
    questions: (questions ?? []).map(({ label, title }): SpotlightActionData => ({
      id: `question-${label}`,
      label: t('find.question', { label }),
      description: title,
      keywords: [label],
      leftSection: <IconHash size={ICON} />,
      onClick: () => navigate(questionRoute(label)),
    })),
    judged,
  }
}

/** Ctrl K: goes to a tab, student, question or session, or runs an action, by a part of its name. */
export function FindOrDo({ session, isSetUp, ...shell }: FindOrDoProps) {
  const { t } = useTranslation('shell')
  const [, navigate] = useLocation()
  const [typed, setTyped] = useState('')
  const { data: sessions = [] } = useSessionFacts()
  const switchTo = useSwitchSession()
  const [isOpen, setIsOpen] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  const known = useTargetsOf(session, isOpen)
  const typedFor = typed.trim() === '' ? none : known
  const groups: SpotlightActionGroupData[] = [
    { group: t('find.students'), actions: typedFor.students },
    { group: t('find.questions'), actions: typedFor.questions },
    { group: t('find.judged'), actions: typedFor.judged },
    { group: t('find.do'), actions: useActions(session, isSetUp, shell) },
    // They can be seen anyway, so they come after what can be done.
    {
      group: t('find.tabs'),
      actions: tabs.map((tab, i) => ({
        id: tab.path,
        label: t(`tabs.${tab.name}`),
        leftSection: <IconChevronRight size={ICON} />,
        rightSection: <Key>{String(i + 1)}</Key>,
        onClick: () => navigate(tab.path),
      })),
    },
    {
      group: t('find.sessions'),
      actions: sessions.map((other) => ({
        id: `session-${other.id}`,
        label: other.name,
        description: other.description,
        leftSection: <IconStack2 size={ICON} />,
        onClick: () => switchTo(other.id),
      })),
    },
  ]
  return (
    <Spotlight
      tagsToIgnore={writing}
      lockScroll={false}
      onSpotlightOpen={() => {
        setIsOpen(true)
        takeFocus(search.current) // not sooner: on closing, the focus returns to where it was now
      }}
      onSpotlightClose={() => setIsOpen(false)}
      scrollable
      overlayProps={{ blur: 0 }}
      attributes={{ content: { 'aria-label': t('find.label') } }}
      transitionProps={{ duration: 0 }}
      highlightQuery
      nothingFound={t('find.nothing')}
      query={typed}
      onQueryChange={setTyped}
      searchProps={{
        ref: search,
        placeholder: t('find.label'),
        'aria-label': t('find.label'),
        leftSection: <IconSearch size={ICON} />,
      }}
      actions={groups}
      filter={(words) =>
        groups
          .map(({ group, actions }) => ({ group, actions: words === '' ? actions : bestOf(actions, words) }))
          .filter(({ actions }) => actions.length > 0)
      }
    />
  )
}
