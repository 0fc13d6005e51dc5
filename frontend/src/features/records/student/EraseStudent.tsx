import { Checkbox, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEraseChoice, useEraseStudents } from '../../../api/keeping'
import type { Student } from '../../../api/types'
import { EraseDialog } from '../../../components/EraseDialog'
import { notifyDone, notifyError } from '../../../components/notify'
import { useStudentName } from '../../../components/StudentName'
import { appNow } from '../../../lib/clock'
import { formatDate } from '../../../lib/format'

const nothing = { students: [], listed: [] }

interface EraseStudentProps {
  student: Student
  onClose: () => void
  /** Called before the student is gone, so that nothing shows it any more. */
  onErased: () => void
}

/** What stands for one of a group of boxes. */
type Choices = [
  chosen: (id: number, otherwise: boolean) => boolean,
  toggle: (id: number, to: boolean) => void,
]

/** Returns which of a group of boxes are ticked, and how to change one. */
function useChoices(): Choices {
  const [changed, setChanged] = useState<Record<number, boolean>>({})
  return [(id, otherwise) => changed[id] ?? otherwise, (id, to) => setChanged({ ...changed, [id]: to })]
}

/** Asks before a student is erased for good, from this session and from others with the same name, and from the class list. */
export function EraseStudent({ student, onClose, onErased }: EraseStudentProps) {
  const { t } = useTranslation(['privacy', 'common'])
  const nameOf = useStudentName()
  const { data: { students, listed } = nothing } = useEraseChoice(student.id)
  const [isChosen, choose] = useChoices()
  const [isListChosen, chooseListed] = useChoices()
  const erase = useEraseStudents()
  const ids = students.map(({ id }) => id).filter((id) => isChosen(id, true))
  const people = listed.filter(({ id, isSure }) => isListChosen(id, isSure)).map(({ id }) => id)
  return (
    <EraseDialog
      title={t('erase.student', { name: nameOf(student) })}
      canErase={ids.length > 0}
      isBusy={erase.isPending}
      onClose={onClose}
      onErase={() =>
        erase.mutate(
          { ids, people },
          {
            onSuccess: () => {
              onErased()
              notifyDone(t('erase.done'))
            },
            onError: notifyError,
            onSettled: onClose,
          },
        )
      }
    >
      <p>{t('erase.studentWhat')}</p>
      <Stack gap="xs" role="group" aria-label={t('erase.where')}>
        {students.map((one) => (
          <Checkbox
            key={one.id}
            label={`${one.session} · ${formatDate(one.createdAt, appNow())}`}
            description={`${one.name === '' ? one.alias : one.name} · ${t('common:countRecords', { count: one.records })}`}
            checked={isChosen(one.id, true)}
            disabled={erase.isPending}
            onChange={(event) => choose(one.id, event.currentTarget.checked)}
          />
        ))}
      </Stack>
      {listed.length > 0 && (
        <Stack gap="xs" role="group" aria-label={t('erase.list')}>
          {listed.map((one) => (
            <Checkbox
              key={one.id}
              label={t('erase.listed')}
              description={[one.name, one.identifier].filter((text) => text !== '').join(' · ')}
              checked={isListChosen(one.id, one.isSure)}
              disabled={erase.isPending}
              onChange={(event) => chooseListed(one.id, event.currentTarget.checked)}
            />
          ))}
          {!listed.some(({ isSure }) => isSure) && <p className="muted">{t('erase.maybe')}</p>}
        </Stack>
      )}
      <p className="muted">{t('erase.notebook')}</p>
    </EraseDialog>
  )
}
