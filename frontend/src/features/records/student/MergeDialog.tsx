import { Button, Group, Modal, Radio, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStudents } from '../../../api/queries'
import type { Session, Student } from '../../../api/types'
import { Form } from '../../../components/Form'
import { StudentName, useStudentName } from '../../../components/StudentName'
import { searchKey } from '../../../lib/searchKey'
import { namesakesFirst } from './namesakes'
import { useStudentActions } from './useStudentActions'
import classes from './MergeDialog.module.css'

interface MergeDialogProps {
  session: Session
  /** The students to merge; if there is only one, the dialog asks for another. */
  ids: number[]
  onClose: () => void
  onMerged?: () => void
}

/** Asks which students to merge, and under which name. */
export function MergeDialog({ session, ids, onClose, onMerged }: MergeDialogProps) {
  const { t } = useTranslation('records')
  const { data: all } = useStudents(session.id)
  return (
    <Modal opened onClose={onClose} title={t('students.mergeTitle')}>
      {all && <Fields all={all} ids={ids} onClose={onClose} onMerged={onMerged} />}
    </Modal>
  )
}

interface FieldsProps extends Pick<MergeDialogProps, 'ids' | 'onClose' | 'onMerged'> {
  all: Student[]
}

function Fields({ all, ids, onClose, onMerged }: FieldsProps) {
  const { t } = useTranslation(['records', 'common'])
  const nameOf = useStudentName()
  const { merge } = useStudentActions()
  const [other, setOther] = useState<number>()
  const chosen = all.filter(({ id }) => ids.includes(id) || id === other)
  const [wantedId, setInto] = useState(ids[0])
  const into = chosen.find(({ id }) => id === wantedId) ?? chosen[0]
  const first = all.find(({ id }) => id === ids[0])
  const others = first ? namesakesFirst(all, first, nameOf) : []
  return (
    <Form
      canSend={chosen.length > 1}
      onSend={() => {
        onClose()
        onMerged?.()
        if (into)
          void merge(
            into,
            chosen.filter(({ id }) => id !== into.id),
          )
      }}
    >
      <Stack gap="md">
        <p className="muted">{t('students.mergeWhy')}</p>
        {ids.length === 1 && first && (
          <Select
            label={t('students.mergeOther', { student: nameOf(first) })}
            placeholder={t('students.findStudent')}
            data-autofocus
            searchable
            nothingFoundMessage={t('students.noOther')}
            filter={({ options, search }) =>
              options.filter((one) => 'label' in one && searchKey(one.label).includes(searchKey(search)))
            }
            data={others.map((student) => ({
              value: String(student.id),
              label: `${nameOf(student)} · ${t('students.device', { device: student.device })}`,
            }))}
            value={other === undefined ? null : String(other)}
            onChange={(id) => setOther(id === null ? undefined : Number(id))}
          />
        )}
        {chosen.length > 1 && (
          <Radio.Group
            label={t('students.mergeInto')}
            value={String(into?.id ?? '')}
            onChange={(id) => setInto(Number(id))}
          >
            <div className={classes.mergeList}>
              {chosen.map((student) => (
                <Radio
                  key={student.id}
                  value={String(student.id)}
                  label={
                    <span className="hstack">
                      <StudentName student={student} />
                      <span className="mono faint">{student.device}</span>
                      <span className="faint">{t('common:countRecords', { count: student.records })}</span>
                    </span>
                  }
                />
              ))}
            </div>
          </Radio.Group>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" disabled={chosen.length < 2}>
            {t('students.doMerge')}
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}
