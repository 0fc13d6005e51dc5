import { Button } from '@mantine/core'
import { IconArrowBackUp, IconUsersGroup } from '@tabler/icons-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { goHome, useLinkState } from '../../api/colleague'
import { ApiError } from '../../api/error'
import { NOT_PAIRED } from '../../api/team'
import type { Status } from '../../api/types'
import { LoadingRows } from '../../components/LoadingRows'
import classes from './ColleagueFrame.module.css'

interface ColleagueFrameProps {
  /** What the colleague's app says; undefined until it does. */
  status: Status | undefined
  error: Error | null
  /** The class, as an assistant sees it. */
  children: ReactNode
}

/** Says where one is, and leads back. */
function Bar({ title }: { title: string }) {
  const { t } = useTranslation('colleague')
  return (
    <section className={classes.bar} aria-label={t('class')}>
      <IconUsersGroup size={16} aria-hidden />
      <p className="truncate">
        <b>
          <bdi>{title}</bdi>
        </b>{' '}
        {t('notYours')}
      </p>
      <Button size="compact-sm" leftSection={<IconArrowBackUp size={14} />} onClick={goHome}>
        {t('back')}
      </Button>
    </section>
  )
}

/** Says why nothing of the class is shown. */
function Outside({ why }: { why: string | undefined }) {
  return (
    <main className={classes.outside}>
      {why === undefined ? <LoadingRows count={6} height={36} /> : <p role="alert">{why}</p>}
    </main>
  )
}

/** What is around a colleague's class, so that nobody takes it for the own one. */
export function ColleagueFrame({ status, error, children }: ColleagueFrameProps) {
  const { t } = useTranslation('colleague')
  const state = useLinkState()
  const hasEnded = state === 'ended' || (error instanceof ApiError && error.code === NOT_PAIRED)
  // A colleague's app decides what one may do there, but not what this app takes itself for.
  const isIn = !hasEnded && status !== undefined && status.assistant.role !== ''
  const title = status ? t('classOf', { owner: status.owner }) : t('class')
  const isSilent = state === 'lost' || state === 'certificate'
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <div className={classes.frame}>
      <Bar title={title} />
      <p role="alert" className={classes.state} data-empty={!isSilent}>
        {isSilent && t(`states.${state}`)}
      </p>
      {isIn ? (
        <div className={classes.inside}>{children}</div>
      ) : (
        <Outside why={hasEnded ? t('ended') : error?.message} />
      )}
    </div>
  )
}
