import { Button, Group, TextInput } from '@mantine/core'
import { IconNotebook } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DashboardQuestion } from '../../api/types'
import { limits } from '../../lib/limits'
import { useDraft } from '../../lib/useDraft'
import { changedEntries, movedTo, naturalEntries } from './catalogue'
import { Form } from '../Form'
import { CatalogueRow } from './CatalogueRow'
import { useArrange, useRename } from './useCatalogue'
import classes from './CatalogueList.module.css'

/** A field for the label of a question that nobody sent yet. */
function NewQuestion({ known, onAdd }: { known: string[]; onAdd: (label: string) => void }) {
  const { t } = useTranslation('catalogue')
  const { t: common } = useTranslation('common')
  const { value: label, set: setLabel, forget } = useDraft('new question', '')
  const isNew = label.trim() !== '' && !known.includes(label.trim())
  return (
    <Form
      className={classes.newQuestion}
      canSend={isNew}
      onSend={() => {
        onAdd(label.trim())
        setLabel('')
        forget()
      }}
    >
      <TextInput
        size="xs"
        label={t('add')}
        placeholder={t('newLabel')}
        maxLength={limits.MaxQuestion}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" size="xs" disabled={!isNew}>
        {common('add')}
      </Button>
    </Form>
  )
}

/** Returns what moves questions by keys, buttons or dragging; `list` is the order as if the dragged question were dropped. */
function useMoving(questions: DashboardQuestion[], arrange: ReturnType<typeof useArrange>) {
  const { t } = useTranslation('catalogue')
  const [said, setSaid] = useState('')
  const [drag, setDrag] = useState<{ label: string; list: DashboardQuestion[] }>()
  function move(from: number, to: number) {
    const after = movedTo(questions, from, to)
    const label = questions[from]?.label ?? ''
    arrange(changedEntries(after), t('didOrder'))
    setSaid(t('moved', { label, place: after.findIndex((q) => q.label === label) + 1, of: after.length }))
  }
  function onDrag(state: 'start' | 'over' | 'end', label: string) {
    if (state === 'start') setDrag({ label, list: questions })
    if (state === 'over' && drag && drag.label !== label) {
      const at = (name: string) => drag.list.findIndex((q) => q.label === name)
      setDrag({ ...drag, list: movedTo(drag.list, at(drag.label), at(label)) })
    }
    if (state === 'end' && drag) {
      const hasMoved = drag.list.some((q, i) => q !== questions[i])
      if (hasMoved) arrange(changedEntries(drag.list), t('didOrder'))
      setDrag(undefined)
    }
  }
  return { list: drag?.list ?? questions, dragged: drag?.label, said, move, onDrag }
}

interface CatalogueListProps {
  sessionId: number
  questions: DashboardQuestion[]
  isReading: boolean
  onNotebook: () => void
}

/** All questions of the catalogue, which can be named, moved, added and removed. */
export function CatalogueList({ sessionId, questions, isReading, onNotebook }: CatalogueListProps) {
  const { t } = useTranslation('catalogue')
  const arrange = useArrange(sessionId, questions)
  const rename = useRename(sessionId)
  const { list, dragged, said, move, onDrag } = useMoving(questions, arrange)
  const natural = naturalEntries(questions)
  return (
    <>
      <p className="muted">{questions.length === 0 ? t('empty') : t('hint')}</p>
      <ol className={classes.list}>
        {list.map((entry, i) => (
          <CatalogueRow
            key={entry.label}
            entry={entry}
            isDragged={dragged === entry.label}
            onMove={(by) => move(i, i + by)}
            onRename={(title) => rename(entry, title)}
            onRemove={() =>
              arrange(
                [{ label: entry.label, title: '', order: 0, added: false }],
                t('didRemove', { label: entry.label }),
              )
            }
            onDrag={(state) => onDrag(state, entry.label)}
          />
        ))}
      </ol>
      <p role="status" className={classes.said}>
        {said}
      </p>
      <Group justify="space-between" align="end">
        <NewQuestion
          known={questions.map(({ label }) => label)}
          onAdd={(label) => arrange([{ label, title: '', order: 0, added: true }], t('didAdd', { label }))}
        />
        <Group gap="xs">
          <Button
            variant="default"
            size="compact-sm"
            disabled={natural.length === 0}
            onClick={() => arrange(natural, t('didNatural'))}
          >
            {t('natural')}
          </Button>
          <Button
            variant="light"
            size="compact-sm"
            loading={isReading}
            leftSection={<IconNotebook size={14} />}
            onClick={onNotebook}
          >
            {t('fromNotebook')}
          </Button>
        </Group>
      </Group>
    </>
  )
}
