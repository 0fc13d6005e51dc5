import { Button } from '@mantine/core'
import { IconDownload, IconFolder } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, Redirect, useParams } from 'wouter'
import { openHandIns, saveHandIns, useFiles } from '../../api/files'
import { useSessions } from '../../api/queries'
import type { Session, SessionFiles } from '../../api/types'
import { Failed } from '../../components/Failed'
import { LoadingRows } from '../../components/LoadingRows'
import { notifyDone, notifyError } from '../../components/notify'
import { PageHead } from '../../components/Page'
import { HandedOut } from './HandedOut'
import { Room } from './Room'
import classes from './FilesPage.module.css'

const ICON = 14

/** What can be done with the notebooks that were handed in. */
function Collect({ session, files }: { session: Session; files: SessionFiles }) {
  const { t } = useTranslation('files')
  const tell = (words: 'saved' | 'folder') => (path: string) => {
    if (path !== '') notifyDone(t(words, { path }))
  }
  const isNone = files.handedIn === 0
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconFolder size={ICON} aria-hidden />}
        disabled={isNone}
        onClick={() => void openHandIns(session.id).then(tell('folder'), notifyError)}
      >
        {t('openFolder')}
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconDownload size={ICON} aria-hidden />}
        disabled={isNone}
        onClick={() => void saveHandIns(session.id).then(tell('saved'), notifyError)}
      >
        {t('saveZip')}
      </Button>
    </>
  )
}

function Head({ session, files }: { session: Session; files: SessionFiles | undefined }) {
  const { t } = useTranslation(['files', 'sessions'])
  return (
    <PageHead>
      <Link href={`/sessions/${session.id}`} className={`muted truncate ${classes.session}`}>
        <bdi>{session.name}</bdi>
      </Link>
      <span className="faint" aria-hidden>
        /
      </span>
      <h1>{t('title')}</h1>
      <span className="grow" />
      {files && <Collect session={session} files={files} />}
    </PageHead>
  )
}

function Body({ session }: { session: Session }) {
  const { data, error, refetch } = useFiles(session.id)
  return (
    <div className={classes.page}>
      <Head session={session} files={data} />
      {error ? (
        <Failed error={error} retry={refetch} />
      ) : (
        <div className={classes.split}>
          <div className={classes.list}>
            {data ? <Room files={data} /> : <LoadingRows count={12} height={36} />}
          </div>
          <div className={classes.side}>{data && <HandedOut session={session} files={data} />}</div>
        </div>
      )}
    </div>
  )
}

/** The files of a session: what it hands out and who has it, and the notebooks that were handed in. */
export function FilesPage() {
  const { id } = useParams()
  const { data: sessions } = useSessions()
  if (!sessions) return <LoadingRows count={12} height={36} />
  const session = sessions.find((known) => known.id === Number(id))
  return session ? <Body session={session} key={session.id} /> : <Redirect to="/sessions" />
}
