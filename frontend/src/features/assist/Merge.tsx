import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStudents } from '../../api/queries'
import type { SessionFacts } from '../../api/types'
import { type NamedStudent, useStudentName } from '../../components/StudentName'
import { notifyUndo } from '../../components/undo'
import { Buttons } from './Buttons'
import { useAct } from './useAct'

interface MergeProps {
  session: SessionFacts
  student: NamedStudent & { id: number }
}

/** Says that somebody who sent under two names is one student. */
export function Merge({ session, student }: MergeProps) {
  const { t } = useTranslation('assist')
  const nameOf = useStudentName()
  const [chosen, setChosen] = useState('')
  const { data: students = [] } = useStudents(session.id)
  const act = useAct(session.id)
  const others = students.filter(({ id }) => id !== student.id)
  const other = others.find(({ id }) => String(id) === chosen)
  if (others.length === 0) return null
  function merge() {
    if (!other) return
    const name = nameOf(other)
    const what = t('merge.did', { name })
    const undo = { method: 'UnmergeStudent', args: [other.id], what } as const
    act.mutate(
      { method: 'MergeStudents', args: [student.id, [other.id]], what },
      {
        onSuccess: () => {
          setChosen('')
          notifyUndo(what, () => act.mutateAsync(undo))
        },
      },
    )
  }
  return (
    <Buttons>
      <NativeSelect
        size="md"
        aria-label={t('merge.choose')}
        data={[
          { value: '', label: `${t('merge.choose')} …` },
          ...others.map((one) => ({ value: String(one.id), label: nameOf(one) })),
        ]}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      {other && (
        <Button variant="default" loading={act.isPending} onClick={merge}>
          {t('merge.do')}
        </Button>
      )}
    </Buttons>
  )
}
