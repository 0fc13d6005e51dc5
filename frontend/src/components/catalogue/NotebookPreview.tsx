import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DashboardQuestion, Notebook } from '../../api/types'
import { limits } from '../../lib/limits'
import { QuestionLabel } from '../QuestionLabel'
import { fromNotebook } from './catalogue'
import { useArrange } from './useCatalogue'
import classes from './NotebookPreview.module.css'

interface NotebookPreviewProps {
  sessionId: number
  questions: DashboardQuestion[]
  notebook: Notebook
  onClose: () => void
}

/** Shows how a notebook would change the catalogue, before it does. */
export function NotebookPreview({ sessionId, questions, notebook, onClose }: NotebookPreviewProps) {
  const { t } = useTranslation('catalogue')
  const { t: common } = useTranslation('common')
  const arrange = useArrange(sessionId, questions)
  const changes = fromNotebook(questions, notebook.questions)
  const known = new Map(questions.map((one) => [one.label, one]))
  const count = notebook.questions.length
  if (count === 0) {
    return (
      <>
        <p>{t('noSend', { name: notebook.name })}</p>
        <p className="muted">{t('noSendHint')}</p>
        <Group justify="flex-end" gap="xs" className={classes.answers}>
          <Button variant="default" data-autofocus onClick={onClose}>
            {common('back')}
          </Button>
        </Group>
      </>
    )
  }
  return (
    <>
      <p className="muted">{t('found', { count, name: notebook.name })}</p>
      <ol className={classes.list} aria-label={t('foundLabel')}>
        {notebook.questions.map(({ label, title, also }) => {
          const before = known.get(label)
          const replaces = before && title !== '' && before.title !== '' && before.title !== title
          return (
            <li key={label} className={classes.found}>
              <QuestionLabel>{label}</QuestionLabel>
              <span className="grow">
                <bdi>{title || before?.title}</bdi>
                {title === '' && !before?.title && <span className="faint">{t('noHeading')}</span>}
                {replaces && (
                  <span className={classes.before}>
                    {' '}
                    <del>
                      <bdi>{before.title}</bdi>
                    </del>
                  </span>
                )}
                {also !== '' && <span className={classes.before}> {t('also', { title: also })}</span>}
              </span>
              {!before && <span className={classes.fresh}>{t('isNew')}</span>}
            </li>
          )
        })}
      </ol>
      {notebook.refused.length > 0 && (
        <p role="note" className="muted">
          {t('refused', { labels: notebook.refused.join(', '), most: limits.MaxQuestion })}
        </p>
      )}
      <Group justify="flex-end" gap="xs" className={classes.answers}>
        <Button variant="default" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button
          data-autofocus
          disabled={changes.length === 0}
          onClick={() => {
            arrange(changes, t('didNotebook', { count, name: notebook.name }))
            onClose()
          }}
        >
          {changes.length === 0 ? t('allThere') : t('apply')}
        </Button>
      </Group>
    </>
  )
}
