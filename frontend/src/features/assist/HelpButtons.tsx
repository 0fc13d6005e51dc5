import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCheck, IconMessage, IconWalk } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type NamedStudent, useStudentName } from '../../components/StudentName'
import { Buttons } from './Buttons'
import { useAct } from './useAct'

interface HelpButtonsProps {
  sessionId: number
  /** Those who wait: one, or several with the same answer. */
  students: (NamedStudent & { id: number })[]
  /** Whether the asker is on the way to them. */
  isMine: boolean
  /** Whether somebody is. */
  isTaken: boolean
}

/** What is done with somebody who waits for help: going there, having helped, answering, not going after all. */
export function HelpButtons({ sessionId, students, isMine, isTaken }: HelpButtonsProps) {
  const { t } = useTranslation('assist')
  const nameOf = useStudentName()
  const act = useAct(sessionId)
  const ids = students.map(({ id }) => id)
  const [first] = students
  const name = students.length === 1 && first ? nameOf(first) : t('students', { count: students.length })
  const take = { method: 'TakeHelp', args: [sessionId, ids], what: t('help.comeTo', { name }) } as const
  const back = { method: 'ReturnHelp', args: [sessionId, ids], what: t('help.notTo', { name }) } as const
  const done = {
    method: 'MarkVisited',
    args: [sessionId, ids, true],
    what: t('help.helpedOf', { name }),
  } as const
  return (
    <Buttons>
      {!isTaken && (
        <Button
          leftSection={<IconWalk size={18} />}
          loading={act.isPending}
          aria-label={take.what}
          onClick={() => act.mutate(take)}
        >
          {t('help.come')}
        </Button>
      )}
      <Button
        variant={isMine ? 'filled' : 'default'}
        leftSection={<IconCheck size={18} />}
        loading={act.isPending}
        aria-label={done.what}
        onClick={() => act.mutate(done)}
      >
        {t('help.helped')}
      </Button>
      <Button
        component={Link}
        href={`/message/${ids.join('+')}`}
        variant="default"
        leftSection={<IconMessage size={18} />}
        aria-label={t('help.answerTo', { name })}
      >
        {t('help.answer')}
      </Button>
      {isMine && (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={18} />}
          loading={act.isPending}
          aria-label={back.what}
          onClick={() => act.mutate(back)}
        >
          {t('help.not')}
        </Button>
      )}
    </Buttons>
  )
}
