import { Button, Textarea, TextInput } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerGroup, QuestionQuery } from '../../api/types'
import { Form } from '../../components/Form'
import { limits } from '../../lib/limits'
import { Buttons } from './Buttons'
import { useAct } from './useAct'

interface JudgingProps {
  query: QuestionQuery
  group: AnswerGroup
}

/** Says whether the answers of a group are right. */
export function Marks({ query, group }: JudgingProps) {
  const { t } = useTranslation('assist')
  const act = useAct(query.sessionId)
  const { key, count, marked } = group
  const mark = (verdict: 'right' | 'wrong', what: string) =>
    act.mutate({ method: 'MarkGroup', args: [query, key, marked === verdict ? '' : verdict], what })
  const what = {
    right: t('markRight', { count: String(count) }),
    wrong: t('markWrong', { count: String(count) }),
  }
  return (
    <Buttons>
      {(['right', 'wrong'] as const).map((verdict) => (
        <Button
          key={verdict}
          variant={marked === verdict ? 'filled' : 'default'}
          leftSection={verdict === 'right' ? <IconCheck size={16} /> : <IconX size={16} />}
          aria-label={what[verdict]}
          aria-pressed={marked === verdict}
          onClick={() => mark(verdict, what[verdict])}
        >
          {t(verdict)}
        </Button>
      ))}
    </Buttons>
  )
}

/** Names what the answers of a group have in common. */
export function Label({ query, group }: JudgingProps) {
  const { t } = useTranslation('assist')
  const act = useAct(query.sessionId)
  const [typed, setTyped] = useState<string>()
  const label = typed ?? group.label
  const set = () =>
    act.mutate(
      { method: 'LabelGroup', args: [query, group.key, label.trim()], what: t('label') },
      { onSuccess: () => setTyped(undefined) },
    )
  return (
    <Form canSend={label.trim() !== group.label} onSend={set}>
      <Buttons>
        <TextInput
          aria-label={t('label')}
          placeholder={t('label')}
          size="md"
          maxLength={limits.MaxLabel}
          autoComplete="off"
          value={label}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {label.trim() !== group.label && (
          <Button type="submit" variant="default">
            {t('setLabel')}
          </Button>
        )}
      </Buttons>
    </Form>
  )
}

/** Writes what the students of a group should think of. */
export function HintOf({ query, group }: JudgingProps) {
  const { t } = useTranslation('assist')
  const act = useAct(query.sessionId)
  const [typed, setTyped] = useState<string>()
  const text = typed ?? group.hint.text
  const isNew = text.trim() !== group.hint.text
  const set = () =>
    act.mutate(
      { method: 'SetHint', args: [query, group.key, { ...group.hint, text: text.trim() }], what: t('hint') },
      { onSuccess: () => setTyped(undefined) },
    )
  return (
    <Form canSend={isNew} onSend={set}>
      <Buttons>
        <Textarea
          aria-label={t('hint')}
          placeholder={t('hint')}
          size="md"
          autosize
          minRows={1}
          maxRows={6}
          maxLength={limits.MaxHintText}
          value={text}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {isNew && (
          <Button type="submit" variant="default">
            {t('setHint')}
          </Button>
        )}
      </Buttons>
    </Form>
  )
}
