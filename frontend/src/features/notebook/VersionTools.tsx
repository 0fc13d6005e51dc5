import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Preparation } from '../../api/types'
import { Form } from '../../components/Form'
import { Prose } from '../../components/Prose'
import { ToolHead } from './ToolHead'
import type { ToolProps } from './Tools'
import { useTakeStep } from './useTakeStep'
import classes from './ToolForm.module.css'

/** What stands where students write, unless the teacher says otherwise: that of the original. */
const REPLACEMENT = '# YOUR CODE HERE'

/** The cells that are no Python any more after the last step. */
function Broken({ notebook }: { notebook: Preparation }) {
  const { t } = useTranslation('notebook')
  if (notebook.broken.length === 0) return null
  return (
    <p role="alert" className={classes.broken}>
      <b>{notebook.broken.map(({ cell, line }) => t('cellLine', { cell, line })).join(' · ')}</b>{' '}
      {t('broken')}
    </p>
  )
}

/** Makes the students' version. */
export function StudentTool({ notebook }: ToolProps) {
  const { t } = useTranslation('notebook')
  const { take, isBusy } = useTakeStep(notebook)
  const [replacement, setReplacement] = useState(REPLACEMENT)
  return (
    <>
      <ToolHead title={t('student.title')} />
      <Form
        className={classes.form}
        canSend={replacement.trim() !== '' && !isBusy}
        onSend={() => void take({ do: 'student', replacement })}
      >
        <p className="muted">
          <Prose>{t('student.text')}</Prose>
        </p>
        <Textarea
          label={t('student.replacement')}
          classNames={{ input: 'mono' }}
          autosize
          maxRows={6}
          maxLength={2000}
          value={replacement}
          onChange={(event) => setReplacement(event.currentTarget.value)}
        />
        <Button type="submit" className={classes.do} loading={isBusy} disabled={replacement.trim() === ''}>
          {t('student.do')}
        </Button>
        <Broken notebook={notebook} />
      </Form>
    </>
  )
}

/** Makes the version with the solutions. */
export function SolutionTool({ notebook }: ToolProps) {
  const { t } = useTranslation('notebook')
  const { take, isBusy } = useTakeStep(notebook)
  return (
    <>
      <ToolHead title={t('solution.title')} />
      <Form className={classes.form} canSend={!isBusy} onSend={() => void take({ do: 'solution' })}>
        <p className="muted">{t('solution.text')}</p>
        <Button type="submit" className={classes.do} loading={isBusy}>
          {t('solution.do')}
        </Button>
        <Broken notebook={notebook} />
      </Form>
    </>
  )
}
