import { Button, Checkbox, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DashboardQuestion, Notebook, NotebookQuestion } from '../../api/types'
import { limits } from '../../lib/limits'
import { notifyError } from '../notify'
import { QuestionLabel } from '../QuestionLabel'
import { fromNotebook, goneFrom, relabelled, renumberedIn } from './catalogue'
import { useTakeOver } from './useCatalogue'
import classes from './NotebookPreview.module.css'

interface NotebookPreviewProps {
  sessionId: number
  questions: DashboardQuestion[]
  notebook: Notebook
  /** Goes back to where the notebook was chosen; left out where there is no such place. */
  onClose?: () => void
}

interface FoundProps {
  found: NotebookQuestion
  /** The question as the catalogue has it. */
  before: DashboardQuestion | undefined
  /** The label that it had, if it gets another one. */
  was: string | undefined
}

/** A question of the notebook, and what becomes of it in the catalogue. */
function Found({ found: { label, title, also }, before, was }: FoundProps) {
  const { t } = useTranslation('catalogue')
  const earlier = before?.title ?? ''
  return (
    <li className={classes.found}>
      <QuestionLabel>{label}</QuestionLabel>
      <span className="grow">
        <bdi>{title || earlier}</bdi>
        {title === '' && earlier === '' && <span className="faint">{t('noHeading')}</span>}
        {title !== '' && earlier !== '' && earlier !== title && (
          <span className={classes.before}>
            {' '}
            <del>
              <bdi>{earlier}</bdi>
            </del>
          </span>
        )}
        {also !== '' && <span className={classes.before}> {t('also', { title: also })}</span>}
      </span>
      {!before && <span className={classes.fresh}>{t('isNew')}</span>}
      {was !== undefined && <span className={classes.fresh}>{t('was', { label: was })}</span>}
    </li>
  )
}

/** What of the notebook is left out, and what of the catalogue it does not have. */
function Notes({ refused, gone }: { refused: string[]; gone: string[] }) {
  const { t } = useTranslation('catalogue')
  return (
    <>
      {refused.length > 0 && (
        <p role="note" className="muted">
          {t('refused', { labels: refused.join(', '), most: limits.MaxQuestion })}
        </p>
      )}
      {gone.length > 0 && (
        <p role="note" className="muted">
          {t('gone', { labels: gone.join(', ') })}
        </p>
      )}
    </>
  )
}

/** Shows how a notebook would change the catalogue, before it does. */
export function NotebookPreview({ sessionId, questions, notebook, onClose }: NotebookPreviewProps) {
  const { t } = useTranslation('catalogue')
  const { t: common } = useTranslation('common')
  const takeOver = useTakeOver(sessionId, questions)
  const [isFollowed, setFollowed] = useState(true)
  const renumbered = renumberedIn(questions, notebook.questions)
  const moves = isFollowed ? renumbered : []
  const moved = relabelled(questions, moves)
  const changes = fromNotebook(moved, notebook.questions)
  const known = new Map(moved.map((one) => [one.label, one]))
  const was = new Map(moves.map((move) => [move.new, move.old]))
  const gone = goneFrom(moved, notebook.questions)
  const hasNews = changes.length > 0 || moves.length > 0
  const count = notebook.questions.length
  if (count === 0) {
    return (
      <>
        <p>{t('noSend', { name: notebook.name })}</p>
        <p className="muted">{t('noSendHint')}</p>
        {onClose && (
          <Group justify="flex-end" gap="xs" className={classes.answers}>
            <Button variant="default" data-autofocus onClick={onClose}>
              {common('back')}
            </Button>
          </Group>
        )}
      </>
    )
  }
  return (
    <>
      <p className="muted">{t('found', { count, name: notebook.name })}</p>
      <ol className={classes.list} aria-label={t('foundLabel')}>
        {notebook.questions.map((found) => (
          <Found key={found.label} found={found} before={known.get(found.label)} was={was.get(found.label)} />
        ))}
      </ol>
      <Notes refused={notebook.refused} gone={gone} />
      {renumbered.length > 0 && (
        <Checkbox
          className={classes.follow}
          label={t('follow', { count: renumbered.length })}
          description={t('followNote')}
          checked={isFollowed}
          onChange={(event) => setFollowed(event.currentTarget.checked)}
        />
      )}
      <Group justify="flex-end" gap="xs" className={classes.answers}>
        {onClose && (
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
        )}
        <Button
          data-autofocus
          disabled={!hasNews}
          onClick={() => {
            void takeOver(notebook, moves).catch(notifyError)
            onClose?.()
          }}
        >
          {hasNews ? t('apply') : t('allThere')}
        </Button>
      </Group>
    </>
  )
}
