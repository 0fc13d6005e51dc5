import { Button } from '@mantine/core'
import { IconFolderOpen, IconNotebook } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useParams, useSearch } from 'wouter'
import { usePreparation } from '../../api/preparation'
import { useCurrentFacts, useSessionFacts } from '../../api/queries'
import type { Preparation } from '../../api/types'
import { Blank } from '../../components/Blank'
import { LoadingRows } from '../../components/LoadingRows'
import { PageHead } from '../../components/Page'
import { formatBytes } from '../../lib/format'
import { notebookAt, notebookRoute, type NotebookTool } from '../../lib/routes'
import { Changes } from './Changes'
import { Tools } from './Tools'
import { ToolPanel } from './ToolPanel'
import { useOpening } from './useOpening'
import { WriteBar } from './WriteBar'
import classes from './NotebookPage.module.css'

/** The notebook that was open last, as long as the page lives. */
let last = ''

/** Returns the session for which the notebook is: that of the route, else the current one; never a demo. */
function useForSession(asked: number) {
  const current = useCurrentFacts()
  const { data: sessions = [] } = useSessionFacts()
  const mine = sessions.filter(({ demo }) => !demo)
  return { mine, session: mine.find(({ id }) => id === (asked || current?.id)) }
}

function Head({ notebook, sessionId }: { notebook: Preparation | undefined; sessionId: number }) {
  const { t } = useTranslation('notebook')
  const { isOpening, open } = useOpening(sessionId)
  return (
    <PageHead>
      <Link href={sessionId === 0 ? '/sessions' : `/sessions/${String(sessionId)}`} className="muted">
        {t('sessions')}
      </Link>
      <span className="faint" aria-hidden>
        /
      </span>
      <h1 className={classes.name} title={notebook?.path}>
        <bdi>{notebook?.name ?? t('title')}</bdi>
      </h1>
      {notebook && (
        <span className={classes.facts}>
          {t('facts', { cells: notebook.cells, size: formatBytes(notebook.size), format: notebook.format })}
        </span>
      )}
      <span className="grow" />
      {notebook && (
        <Button
          variant="default"
          size="compact-sm"
          loading={isOpening}
          leftSection={<IconFolderOpen size={14} aria-hidden />}
          onClick={() => open()}
        >
          {t('openAnother')}
        </Button>
      )}
    </PageHead>
  )
}

/** The page before a notebook is open. */
function Nothing({ sessionId, says }: { sessionId: number; says: string | undefined }) {
  const { t } = useTranslation('notebook')
  const { isOpening, open } = useOpening(sessionId)
  return (
    <Blank
      icon={<IconNotebook size={28} />}
      title={t('empty')}
      actions={
        <Button
          loading={isOpening}
          leftSection={<IconFolderOpen size={16} aria-hidden />}
          onClick={() => open()}
        >
          {t('open')}
        </Button>
      }
    >
      {says !== undefined && <span role="alert">{says} </span>}
      {t('emptyText')} {t('drop')}
    </Blank>
  )
}

function Opened({ id }: { id: string }) {
  const [, navigate] = useLocation()
  const { sessionId, tool } = notebookAt(useSearch())
  const { data: notebook, error } = usePreparation(id)
  const { mine, session } = useForSession(sessionId)
  useEffect(() => {
    last = error ? '' : id
  }, [id, error])
  if (error) {
    return (
      <>
        <Head notebook={undefined} sessionId={sessionId} />
        <Nothing sessionId={sessionId} says={error.message} />
      </>
    )
  }
  if (!notebook) return <LoadingRows count={12} height={36} />
  const go = (to: { tool?: NotebookTool; session?: number }) =>
    navigate(notebookRoute(id, to.session ?? sessionId, to.tool ?? tool), { replace: true })
  return (
    <>
      <Head notebook={notebook} sessionId={session?.id ?? 0} />
      <div className={classes.body}>
        <Tools {...{ notebook, tool, session, mine }} onGo={go} />
        <section className={classes.tool} aria-live="off">
          <ToolPanel {...{ notebook, tool, session, mine }} onGo={go} />
        </section>
        <aside className={classes.changes}>
          <Changes notebook={notebook} />
          <WriteBar notebook={notebook} sessionId={session?.id ?? 0} />
        </aside>
      </div>
    </>
  )
}

/** The page that prepares a notebook for a class: nothing is written before the teacher says so. */
export function NotebookPage() {
  const { id = '' } = useParams<{ id?: string }>()
  const { sessionId, tool } = notebookAt(useSearch())
  const [, navigate] = useLocation()
  useEffect(() => {
    if (id === '' && last !== '') navigate(notebookRoute(last, sessionId, tool), { replace: true })
  }, [id, sessionId, tool, navigate])
  return (
    <div className={classes.page}>
      {id === '' ? (
        <>
          <Head notebook={undefined} sessionId={sessionId} />
          <Nothing sessionId={sessionId} says={undefined} />
        </>
      ) : (
        <Opened key={id} id={id} />
      )}
    </div>
  )
}
