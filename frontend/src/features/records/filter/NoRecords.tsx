import { Button } from '@mantine/core'
import { IconAntennaBars5, IconFilterOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useStatus } from '../../../api/queries'
import { useNoMatch } from '../../../api/recordQueries'
import type { Session, Without } from '../../../api/types'
import { Blank } from '../../../components/Blank'
import { CopyFirstCell } from '../../../components/FirstCell'
import { Key } from '../../../components/Key'
import { Sentence } from '../../../components/Sentence'
import { useClock } from '../../../lib/clock'
import { recordQuery, type ListRequest } from '../list/query'
import { type Filter, isEmptyFilter, noFilter } from '../route/route'
import { type Kind, without } from './options'

const MINUTE = 60_000

/** The kind of each filter, by the name that the app gives it. */
const kindOf: Partial<Record<string, Kind | 'text' | 'name'>> = {
  questions: 'question',
  verdicts: 'verdict',
  labels: 'label',
  students: 'student',
  sections: 'section',
  types: 'type',
  parts: 'part',
  time: 'time',
  text: 'text',
  name: 'name',
}
type FilterName =
  'questions' | 'verdicts' | 'labels' | 'students' | 'sections' | 'types' | 'parts' | 'time' | 'text' | 'name'

interface NoRecordsProps {
  session: Session
  request: ListRequest
  onFilter: (filter: Filter) => void
}

/** Returns the filter whose removal leaves the most records; undefined if no single one helps. */
function worstOf(
  all: Without[],
): { name: FilterName; kind: Kind | 'text' | 'name'; records: number } | undefined {
  const [worst] = [...all].sort((a, b) => b.records - a.records)
  const kind = worst && kindOf[worst.filter]
  return worst && kind && worst.records > 0
    ? { name: worst.filter as FilterName, kind, records: worst.records }
    : undefined
}

/** Says that nothing matches, which filter to drop, and how many records there would be without it. */
function NoMatch({ session, request, onFilter }: NoRecordsProps) {
  const { t } = useTranslation('records')
  const minute = useClock((now) => Math.floor(now / MINUTE) * MINUTE)
  const { data = [] } = useNoMatch(recordQuery(request, '', minute))
  const worst = worstOf(data)
  const filter = worst ? t(`empty.the.${worst.name}`) : ''
  return (
    <Blank
      icon={<IconFilterOff size={24} />}
      title={t('empty.noMatch', { count: session.records })}
      actions={
        <>
          {worst && (
            <Button variant="default" onClick={() => onFilter(without(request.filter, worst.kind))}>
              {t('empty.drop', { filter })}
            </Button>
          )}
          <Button
            variant={worst ? 'subtle' : 'default'}
            rightSection={<Key>Esc</Key>}
            onClick={() => onFilter(noFilter)}
          >
            {t('empty.clear')}
          </Button>
        </>
      }
    >
      {worst ? t('empty.without', { filter, count: worst.records }) : t('empty.nothingOver')}
    </Blank>
  )
}

/** Says why there is no record to show, and what to do. */
export function NoRecords(props: NoRecordsProps) {
  const { session, request } = props
  const { t } = useTranslation('records')
  const { data: status } = useStatus()
  if (!isEmptyFilter(request.filter) && session.records > 0) return <NoMatch {...props} />
  const address = status?.addresses[0]
  const words = !session.open ? 'empty.closed' : address === undefined ? 'empty.open' : 'empty.openAt'
  return (
    <Blank
      icon={<IconAntennaBars5 size={24} />}
      title={session.open ? t('empty.waiting') : t('empty.none')}
      actions={session.open && <CopyFirstCell session={session} large />}
    >
      <Sentence
        words={t(words)}
        parts={{ session: <bdi>{session.name}</bdi>, address: <span className="mono">{address}</span> }}
      />
    </Blank>
  )
}
