import { ActionIcon, Menu } from '@mantine/core'
import {
  IconDots,
  IconEraser,
  IconFileZip,
  IconFilter,
  IconPencil,
  IconRoute,
  IconUsersGroup,
  IconUsersMinus,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStudents } from '../../../api/queries'
import { exportRecords } from '../../../api/transfers'
import type { Session } from '../../../api/types'
import { notifyDone, notifyError } from '../../../components/notify'
import { useStudentName } from '../../../components/StudentName'
import { Key } from '../../../components/Key'
import { useShortcuts } from '../../../lib/shortcuts'
import { noFilter } from '../route/route'
import { ownData } from './ownData'
import type { GoTo } from '../route/useRecordsRoute'
import { EraseStudent } from './EraseStudent'
import { MergeDialog } from './MergeDialog'
import { RenameDialog } from './RenameDialog'
import { useStudentActions } from './useStudentActions'

const ICON = 14

interface StudentMenuProps {
  session: Session
  studentId: number
  goTo: GoTo
  /** Whether records are selected: the key merges their students then. */
  hasSelection?: boolean
}

/** The menu of the actions on a student; each can be undone. */
export function StudentMenu({ session, studentId, goTo, hasSelection = false }: StudentMenuProps) {
  const { t } = useTranslation(['records', 'privacy'])
  const { data: students = [] } = useStudents(session.id)
  const student = students.find(({ id }) => id === studentId)
  const nameOf = useStudentName()
  const { unmerge } = useStudentActions()
  const [dialog, setDialog] = useState<'rename' | 'merge' | 'erase'>()
  useShortcuts({ y: () => (student && !hasSelection ? setDialog('merge') : false) })
  if (!student) return null
  const name = nameOf(student)
  const close = () => setDialog(undefined)
  const saveOwn = () =>
    exportRecords({
      selection: ownData(session.id, studentId),
      name: session.name,
      records: 0,
      format: 'zip',
      names: '',
    }).then((path) => path !== '' && notifyDone(t('privacy:own.saved')), notifyError)
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon
            aria-label={t('students.actions', { student: name })}
            title={t('students.actions', { student: name })}
          >
            <IconDots size={ICON} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconRoute size={ICON} />}
            onClick={() => goTo({ view: 'student', student: studentId, record: undefined }, 'push')}
          >
            {t('students.showPath')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFilter size={ICON} />}
            onClick={() => goTo({ view: 'table', filter: { ...noFilter, students: [studentId] } }, 'push')}
          >
            {t('students.onlyThis')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconPencil size={ICON} />} onClick={() => setDialog('rename')}>
            {t('students.rename')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconUsersGroup size={ICON} />}
            rightSection={<Key>Y</Key>}
            onClick={() => setDialog('merge')}
          >
            {t('students.merge')}
          </Menu.Item>
          {student.mergedFrom.map((merged) => (
            <Menu.Item
              key={merged.id}
              leftSection={<IconUsersMinus size={ICON} />}
              onClick={() => unmerge(student, merged)}
            >
              {t('students.unmerge', { student: nameOf({ ...merged, number: student.number }) })}{' '}
              <span className="mono faint">{merged.device}</span>
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconFileZip size={ICON} />} onClick={() => void saveOwn()}>
            {t('privacy:own.save')}
          </Menu.Item>
          <Menu.Item leftSection={<IconEraser size={ICON} />} onClick={() => setDialog('erase')}>
            {t('privacy:erase.item')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog === 'rename' && <RenameDialog student={student} onClose={close} />}
      {dialog === 'erase' && (
        <EraseStudent
          student={student}
          onClose={close}
          onErased={() =>
            goTo({ view: 'table', filter: noFilter, student: undefined, record: undefined }, 'push')
          }
        />
      )}
      {dialog === 'merge' && <MergeDialog session={session} ids={[student.id]} onClose={close} />}
    </>
  )
}
