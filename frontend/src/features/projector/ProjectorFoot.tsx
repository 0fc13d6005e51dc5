import { ActionIcon, Kbd } from '@mantine/core'
import {
  IconChevronDown,
  IconChevronLeft,
  IconChevronRight,
  IconChevronUp,
  IconDeviceTv,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../../api/connection'
import { formatClock } from '../../lib/format'
import { type ProjectorView, projectorViews } from '../../lib/routes'
import classes from './ProjectorFoot.module.css'

interface ProjectorFootProps {
  view: ProjectorView
  note: ReactNode
  areVerdictsShown: boolean
  previous: string
  next: string
  /** Which of the walls of answers is shown, from 0, and how many there are. */
  page: number
  pages: number
  onView: (view: ProjectorView) => void
  onQuestion: (question: string) => void
  onPage: (by: 1 | -1) => void
  onVerdicts: () => void
  onFull: () => void
  /** Undefined on the second screen, which has nowhere to go. */
  onLeave: (() => void) | undefined
  onSecondScreen: (() => void) | undefined
}

interface KeyProps {
  name: string
  says: string
  /** What it says at other times: it is as wide as the longer of both. */
  orSays?: string
  onPress: () => void
}

function Key({ name, says, orSays, onPress }: KeyProps) {
  return (
    <button type="button" className={classes.keyButton} onClick={onPress}>
      <Kbd className={classes.key}>{name}</Kbd>{' '}
      <span className={classes.says}>
        <span>{says}</span>
        {orSays !== undefined && <span aria-hidden>{orSays}</span>}
      </span>
    </button>
  )
}

function Views({ view, onView }: Pick<ProjectorFootProps, 'view' | 'onView'>) {
  const { t } = useTranslation('projector')
  return (
    <div className={classes.views} role="group" aria-label={t('views')}>
      {projectorViews.map((one, i) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === view}
          title={String(i + 1)}
          onClick={() => onView(one)}
        >
          {t(`view.${one}`)}
        </button>
      ))}
    </div>
  )
}

function Arrows({
  previous,
  next,
  onQuestion,
}: Pick<ProjectorFootProps, 'previous' | 'next' | 'onQuestion'>) {
  const { t } = useTranslation('projector')
  return (
    <span className={classes.arrows}>
      <ActionIcon aria-label={t('previous')} disabled={previous === ''} onClick={() => onQuestion(previous)}>
        <IconChevronLeft size="1.5em" />
      </ActionIcon>
      <ActionIcon aria-label={t('next')} disabled={next === ''} onClick={() => onQuestion(next)}>
        <IconChevronRight size="1.5em" />
      </ActionIcon>
      {t('keyQuestion')}
    </span>
  )
}

function Pages({ page, pages, onPage }: Pick<ProjectorFootProps, 'page' | 'pages' | 'onPage'>) {
  const { t } = useTranslation('projector')
  return (
    <span className={classes.arrows}>
      <ActionIcon aria-label={t('pageBefore')} disabled={page === 0} onClick={() => onPage(-1)}>
        <IconChevronUp size="1.5em" />
      </ActionIcon>
      <ActionIcon aria-label={t('pageAfter')} disabled={page === pages - 1} onClick={() => onPage(1)}>
        <IconChevronDown size="1.5em" />
      </ActionIcon>
      {t('keyPage')}
    </span>
  )
}

/** The foot of the projector: a note on what is not shown, and the actions with their keys. */
export function ProjectorFoot(props: ProjectorFootProps) {
  const { t } = useTranslation('projector')
  const { live, asOf } = useConnection()
  const { view, note, areVerdictsShown, onVerdicts, onFull, onLeave, onSecondScreen } = props
  return (
    <footer className={classes.foot} data-view={view}>
      <span className={classes.note}>{live ? note : t('lost', { time: formatClock(asOf) })}</span>
      <span className={classes.controls}>
        <Views {...props} />
        {view !== 'join' && <Arrows {...props} />}
        {view === 'answers' && props.pages > 1 && <Pages {...props} />}
        {view === 'answers' && (
          <Key
            name="V"
            says={t(areVerdictsShown ? 'keyHide' : 'keyShow')}
            orSays={t(areVerdictsShown ? 'keyShow' : 'keyHide')}
            onPress={onVerdicts}
          />
        )}
        {onSecondScreen && (
          <ActionIcon
            className={classes.second}
            aria-label={t('secondScreen')}
            title={`${t('secondScreen')}. ${t('secondScreenHint')}`}
            onClick={onSecondScreen}
          >
            <IconDeviceTv size="1.5em" />
          </ActionIcon>
        )}
        {onLeave ? (
          <Key name="Esc" says={t('keyLeave')} onPress={onLeave} />
        ) : (
          <Key name="F" says={t('keyFull')} onPress={onFull} />
        )}
      </span>
    </footer>
  )
}
