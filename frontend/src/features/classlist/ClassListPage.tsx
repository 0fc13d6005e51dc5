import { Button, Menu } from '@mantine/core'
import { IconDots, IconDownload, IconEyeOff, IconFileImport, IconTrash, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { chooseTable, useClassList, useClearClassList, useUndoClassList } from '../../api/classList'
import { exportSession } from '../../api/transfers'
import { useCurrentSession } from '../../api/queries'
import type { ClassList, Session, TableFile } from '../../api/types'
import { Blank } from '../../components/Blank'
import { Failed } from '../../components/Failed'
import { Key } from '../../components/Key'
import { LoadingRows } from '../../components/LoadingRows'
import { notifyDone, notifyError } from '../../components/notify'
import { PageHead } from '../../components/Page'
import { useNamesHidden } from '../../components/StudentName'
import { notifyUndo } from '../../components/undo'
import { useToggleNames } from '../../components/useToggleNames'
import { useShortcuts } from '../../lib/shortcuts'
import { Import } from './Import'
import { PeopleTable } from './PeopleTable'
import { WhoIsThis } from './WhoIsThis'
import classes from './ClassListPage.module.css'

const ICON = 14

interface ToolsProps {
  session: Session | undefined
  isEmpty: boolean
  onChoose: () => void
}

function Tools({ session, isEmpty, onChoose }: ToolsProps) {
  const { t } = useTranslation('classlist')
  const clear = useClearClassList()
  const undo = useUndoClassList()
  const saveAttendance = () =>
    session &&
    exportSession(session.id, 'attendance').then(
      (path) => path !== '' && notifyDone(t('saved', { path })),
      notifyError,
    )
  const empty = () =>
    clear.mutate(undefined, {
      onSuccess: ({ undoId, removed }) =>
        notifyUndo(t('cleared', { count: removed }), () => undo.mutateAsync(undoId)),
    })
  return (
    <>
      {!isEmpty && session && !session.demo && (
        <Button
          variant="default"
          leftSection={<IconDownload size={ICON} />}
          title={t('attendanceOf', { session: session.name })}
          onClick={() => void saveAttendance()}
        >
          {t('attendance')}
        </Button>
      )}
      <Button
        leftSection={<IconFileImport size={ICON} />}
        rightSection={<Key>I</Key>}
        variant={isEmpty ? 'filled' : 'default'}
        onClick={onChoose}
      >
        {t(isEmpty ? 'choose' : 'again')}
      </Button>
      {!isEmpty && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" aria-label={t('more')} title={t('more')}>
              <IconDots size={ICON} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconTrash size={ICON} />} onClick={empty}>
              {t('clear')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}

function Content({ list, session }: { list: ClassList; session: Session | undefined }) {
  const { t } = useTranslation('classlist')
  const toggleNames = useToggleNames()
  if (useNamesHidden() || list.hidden) {
    return (
      <Blank
        icon={<IconEyeOff size={24} />}
        title={t('hidden')}
        actions={
          <Button variant="default" rightSection={<Key>H</Key>} onClick={toggleNames}>
            {t('showNames')}
          </Button>
        }
      >
        {t('hiddenText')}
      </Blank>
    )
  }
  if (list.people.length === 0) {
    return (
      <Blank icon={<IconUsers size={24} />} title={t('none')}>
        {t('noneText')}
      </Blank>
    )
  }
  return (
    <div className={classes.body}>
      {session && <WhoIsThis key={session.id} list={list} session={session} />}
      <PeopleTable list={list} session={session} />
    </div>
  )
}

interface ListedProps {
  list: ClassList | undefined
  error: Error | null
  retry: () => unknown
  session: Session | undefined
}

function Listed({ list, error, retry, session }: ListedProps) {
  if (list) return <Content list={list} session={session} />
  return error ? <Failed error={error} retry={retry} /> : <LoadingRows count={10} height={36} />
}

/** The class list: who should be there, who is in the current session, and whose notebook is not known. */
export function ClassListPage() {
  const { t } = useTranslation(['classlist', 'doctor'])
  const current = useCurrentSession()
  const session = current?.demo ? undefined : current
  const { data: list, error, refetch } = useClassList(session?.id ?? 0)
  const [file, setFile] = useState<TableFile | undefined>()
  const choose = () =>
    void chooseTable().then((chosen) => {
      if (chosen) setFile(chosen)
    }, notifyError)
  useShortcuts({ i: choose })
  return (
    <div className={classes.page}>
      <PageHead>
        <Link href="/settings" className="muted">
          {t('doctor:settings')}
        </Link>
        <span className="faint" aria-hidden>
          /
        </span>
        <h1>{t('title')}</h1>
        {list && list.people.length > 0 && (
          <span className="faint">{t('count', { count: list.people.length })}</span>
        )}
        <span className="grow" />
        {list && <Tools session={session} isEmpty={list.people.length === 0} onChoose={choose} />}
      </PageHead>
      {file ? (
        <Import key={file.name} file={file} onDone={() => setFile(undefined)} />
      ) : (
        <Listed {...{ list, error, session }} retry={refetch} />
      )}
    </div>
  )
}
