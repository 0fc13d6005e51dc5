import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Prose } from '../../components/Prose'
import { Broken } from './Broken'
import { ToolForm } from './ToolForm'
import { ToolHead } from './ToolHead'
import type { ToolProps } from './Tools'
import { useTakeStep } from './useTakeStep'

/** What stands where students write, unless the teacher says otherwise: that of the original. */
const REPLACEMENT = '# YOUR CODE HERE'

/** Makes the students' version. */
export function StudentTool({ notebook }: ToolProps) {
  const { t } = useTranslation('notebook')
  const { take, isBusy } = useTakeStep(notebook)
  const [replacement, setReplacement] = useState(REPLACEMENT)
  return (
    <>
      <ToolHead title={t('student.title')} />
      <ToolForm
        does={t('student.do')}
        isBusy={isBusy}
        isComplete={replacement.trim() !== ''}
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
      </ToolForm>
      <Broken notebook={notebook} />
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
      <ToolForm does={t('solution.do')} isBusy={isBusy} onSend={() => void take({ do: 'solution' })}>
        <p className="muted">{t('solution.text')}</p>
      </ToolForm>
      <Broken notebook={notebook} />
    </>
  )
}
