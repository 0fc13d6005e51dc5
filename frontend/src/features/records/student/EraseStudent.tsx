import { Checkbox, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Erasable, useEraseChoice, useEraseStudents } from '../../../api/keeping'
import type { Student } from '../../../api/types'
import { EraseDialog } from '../../../components/EraseDialog'
import { notifyDone, notifyError } from '../../../components/notify'
import { useStudentName } from '../../../components/StudentName'
import { appNow } from '../../../lib/clock'
import { formatDate } from '../../../lib/format'

interface EraseStudentProps {
  student: Student
  onClose: () => void
  /** Called before the student is gone, so that nothing shows it any more. */
  onErased: () => void
}

/** Asks before a student is erased for good, from this session and from others with the same name. */
export function EraseStudent({ student, onClose, onErased }: EraseStudentProps) {
  const { t } = useTranslation(['privacy', 'common'])
  const nameOf = useStudentName()
  const { data: found = [] } = useEraseChoice(student.id)
  const [left, setLeft] = useState<number[]>([])
  const erase = useEraseStudents()
  const ids = found.filter(({ id }) => !left.includes(id)).map(({ id }) => id)
  const toggle = ({ id }: Erasable) =>
    setLeft(left.includes(id) ? left.filter((one) => one !== id) : [...left, id])
  return (
    <EraseDialog
      title={t('erase.student', { name: nameOf(student) })}
      canErase={ids.length > 0}
      isBusy={erase.isPending}
      onClose={onClose}
      onErase={() =>
        erase.mutate(ids, {
          onSuccess: () => {
            onErased()
            notifyDone(t('erase.done'))
          },
          onError: notifyError,
          onSettled: onClose,
        })
      }
    >
      <p>{t('erase.studentWhat')}</p>
      <Stack gap="xs" role="group" aria-label={t('erase.where')}>
        {found.map((one) => (
          <Checkbox
            key={one.id}
            label={`${one.session} · ${formatDate(one.createdAt, appNow())}`}
            description={`${one.name === '' ? one.alias : one.name} · ${t('common:countRecords', { count: one.records })}`}
            checked={!left.includes(one.id)}
            disabled={erase.isPending}
            onChange={() => toggle(one)}
          />
        ))}
      </Stack>
      <p className="muted">{t('erase.notebook')}</p>
    </EraseDialog>
  )
}
