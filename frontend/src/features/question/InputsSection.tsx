import { Kbd, SegmentedControl, Textarea } from '@mantine/core'
import { type FocusEvent, type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Inputs, QuestionPage } from '../../api/types'
import { noCheck, type Tried } from '../../components/judging/useGroupActions'
import { PanelSection } from '../../components/Page'
import { isSendKey } from '../../lib/shortcuts'
import { isForFunctions, isSameInputs, rowsOf, SECONDS, secondsOf, triedAfter } from './inputs'
import classes from './InputsSection.module.css'

interface InputsSectionProps {
  page: QuestionPage
  /** Sets inputs and rule; rejects if the app refuses them. */
  onSet: (before: Tried, after: Tried) => Promise<unknown>
}

/** How many functions were tried with the present inputs, and that others follow. */
function Progress({ page: { tried, untried, inputs } }: Pick<InputsSectionProps, 'page'>) {
  const { t } = useTranslation('question')
  const count = tried + untried
  if (inputs.lines === '') return <p className={classes.fine}>{t('inputsHint')}</p>
  if (count === 0) return <p className={classes.fine}>{t('triedNone')}</p>
  return (
    <p className={classes.fine} role="status">
      {t(untried === 0 ? 'triedAll' : 'triedSome', { tried, count })}
    </p>
  )
}

interface FieldsProps {
  typed: Inputs
  error: string
  onType: (inputs: Inputs) => void
}

/** The inputs, and beside each what a right function gives. */
function Fields({ typed, error, onType }: FieldsProps) {
  const { t } = useTranslation('question')
  const shared = {
    size: 'xs',
    classNames: { input: `mono ${classes.lines ?? ''}` },
    rows: rowsOf(typed),
    wrap: 'off',
    spellCheck: false,
    'aria-invalid': error !== '',
  } as const
  return (
    <div className={classes.fields}>
      <Textarea
        {...shared}
        label={t('inputs')}
        placeholder={'2, 3\n[1, -2, 4]\nx=np.linspace(0, 1, 5)'}
        value={typed.lines}
        onChange={({ currentTarget }) => onType({ ...typed, lines: currentTarget.value })}
      />
      <Textarea
        {...shared}
        label={t('outputs')}
        placeholder={t('outputsOptional')}
        value={typed.outputs}
        onChange={({ currentTarget }) => onType({ ...typed, outputs: currentTarget.value })}
      />
    </div>
  )
}

/** For which inputs the functions that students send are called, in their notebooks. */
export function InputsSection({ page, onSet }: InputsSectionProps) {
  const { t } = useTranslation('question')
  const [draft, setDraft] = useState<Inputs>()
  const [refused, setRefused] = useState('')
  const title = useId()
  const typed = draft ?? page.inputs
  const isChanged = !isSameInputs(typed, page.inputs)

  function set(inputs: Inputs) {
    if (isSameInputs(inputs, page.inputs)) return
    const before = { inputs: page.inputs, check: page.check }
    setRefused('')
    onSet(before, triedAfter(before, inputs, noCheck)).then(
      () => setDraft((last) => (last === inputs || last === undefined ? undefined : last)),
      (error: unknown) => setRefused(error instanceof Error ? error.message : String(error)),
    )
  }
  function leave(event: FocusEvent) {
    if (!event.currentTarget.contains(event.relatedTarget)) set(typed)
  }
  if (!isForFunctions(page)) return null
  return (
    <PanelSection>
      <h2 id={title}>{t('inputsTitle')}</h2>
      <div
        role="group"
        aria-labelledby={title}
        onBlur={leave}
        onKeyDown={(event: KeyboardEvent) => isSendKey(event) && set(typed)}
      >
        <Fields typed={typed} error={refused} onType={setDraft} />
        {refused !== '' && (
          <p className={classes.refused} role="alert">
            {refused}
          </p>
        )}
        {isChanged && (
          <p className={classes.fine}>
            {t('setAtLeave')} <Kbd size="xs">Ctrl</Kbd> <Kbd size="xs">Enter</Kbd>
          </p>
        )}
      </div>
      {typed.lines.trim() !== '' && (
        <div className={classes.seconds}>
          <span id={`${title}s`}>{t('callSeconds')}</span>
          <SegmentedControl
            size="xs"
            transitionDuration={0}
            aria-labelledby={`${title}s`}
            data={SECONDS.map((value) => ({ value: String(value), label: t('secondsOf', { value }) }))}
            value={String(secondsOf(typed))}
            onChange={(value) => {
              const inputs = { ...typed, seconds: Number(value) }
              setDraft(inputs)
              set(inputs)
            }}
          />
        </div>
      )}
      <Progress page={page} />
    </PanelSection>
  )
}
