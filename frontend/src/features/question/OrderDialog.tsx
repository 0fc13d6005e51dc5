import { ActionIcon, Button, Group, Modal, TextInput } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconGripVertical } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDashboard } from '../../api/dashboard'
import { useSetQuestion } from '../../api/questions'
import type { BoardQuestion } from '../../api/types'
import { QuestionLabel } from '../../components/bits'
import { notifyUndo } from '../../components/undo'
import { changedPlaces, type Entry, movedTo } from './catalogue'
import { useRename } from './TitleField'
import classes from './page.module.css'

/** Returns what puts questions at places, says so and can take it back. */
function useArrange(sessionId: number) {
  const { t } = useTranslation('question')
  const { mutateAsync: set } = useSetQuestion(sessionId)
  const setAll = async (entries: Entry[]) => {
    for (const entry of entries) await set(entry)
  }
  return (before: Entry[], changes: Entry[], key: 'didOrder' | 'didNatural') => {
    const touched = new Set(changes.map(({ label }) => label))
    setAll(changes).then(
      () => notifyUndo(t(key), () => setAll(before.filter(({ label }) => touched.has(label)))),
      () => undefined,
    )
  }
}

interface RowProps {
  entry: BoardQuestion
  isDragged: boolean
  onMove: (by: 1 | -1) => void
  onRename: (title: string) => void
  onDrag: (state: 'start' | 'over' | 'end') => void
}

function Row({ entry, isDragged, onMove, onRename, onDrag }: RowProps) {
  const { t } = useTranslation('question')
  const { label, title, students } = entry
  return (
    <li
      className={classes.orderRow}
      data-dragged={isDragged}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', label)
        onDrag('start')
      }}
      onDragOver={(event) => {
        event.preventDefault()
        onDrag('over')
      }}
      onDragEnd={() => onDrag('end')}
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
        event.preventDefault()
        onMove(event.key === 'ArrowUp' ? -1 : 1)
      }}
    >
      <IconGripVertical size={14} className={classes.grip} aria-hidden />
      <QuestionLabel>{label}</QuestionLabel>
      <TextInput
        key={title}
        size="xs"
        className="grow"
        aria-label={t('titleOf', { label })}
        placeholder={students === 0 ? t('notSentYet') : t('noTitle')}
        defaultValue={title}
        onBlur={(event) => onRename(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      <ActionIcon aria-label={t('moveUp', { label })} onClick={() => onMove(-1)}>
        <IconChevronUp size={14} />
      </ActionIcon>
      <ActionIcon aria-label={t('moveDown', { label })} onClick={() => onMove(1)}>
        <IconChevronDown size={14} />
      </ActionIcon>
    </li>
  )
}

/** A field for the label of a question that nobody sent yet. */
function NewQuestion({ known, onAdd }: { known: string[]; onAdd: (label: string) => void }) {
  const { t } = useTranslation('question')
  const { t: common } = useTranslation('common')
  const [label, setLabel] = useState('')
  const isNew = label.trim() !== '' && !known.includes(label.trim())
  return (
    <form
      className={classes.newQuestion}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isNew) return
        onAdd(label.trim())
        setLabel('')
      }}
    >
      <TextInput
        size="xs"
        label={t('addQuestion')}
        placeholder={t('newLabel')}
        maxLength={50}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" size="compact-sm" disabled={!isNew}>
        {common('add')}
      </Button>
    </form>
  )
}

function Catalogue({ sessionId, questions }: { sessionId: number; questions: BoardQuestion[] }) {
  const { t } = useTranslation('question')
  const arrange = useArrange(sessionId)
  const rename = useRename(sessionId)
  const [said, setSaid] = useState('')
  // While a question is dragged the list is shown as it would be.
  const [drag, setDrag] = useState<{ label: string; list: BoardQuestion[] }>()
  const list = drag?.list ?? questions

  function move(from: number, to: number) {
    const after = movedTo(questions, from, to)
    const label = questions[from]?.label ?? ''
    arrange(questions, changedPlaces(after), 'didOrder')
    setSaid(t('moved', { label, place: after.findIndex((q) => q.label === label) + 1, of: after.length }))
  }
  function onDrag(state: 'start' | 'over' | 'end', label: string) {
    if (state === 'start') setDrag({ label, list: questions })
    if (state === 'over' && drag && drag.label !== label) {
      const at = (name: string) => drag.list.findIndex((q) => q.label === name)
      setDrag({ ...drag, list: movedTo(drag.list, at(drag.label), at(label)) })
    }
    if (state === 'end' && drag) {
      const changes = changedPlaces(drag.list)
      if (drag.list.some((q, i) => q !== questions[i])) arrange(questions, changes, 'didOrder')
      setDrag(undefined)
    }
  }
  return (
    <>
      <p className="t2">{t('orderHint')}</p>
      <ol className={classes.orderList}>
        {list.map((entry, i) => (
          <Row
            key={entry.label}
            entry={entry}
            isDragged={drag?.label === entry.label}
            onMove={(by) => move(i, i + by)}
            onRename={(title) => rename(entry, title)}
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
          onAdd={(label) => {
            const all = [...questions, { label, title: '', order: 0 }]
            arrange(all, changedPlaces(all), 'didOrder')
          }}
        />
        <Button
          variant="default"
          size="compact-sm"
          disabled={questions.every(({ order }) => order === 0)}
          onClick={() =>
            arrange(
              questions,
              questions.map((entry) => ({ ...entry, order: 0 })),
              'didNatural',
            )
          }
        >
          {t('natural')}
        </Button>
      </Group>
    </>
  )
}

interface OrderDialogProps {
  sessionId: number
  opened: boolean
  onClose: () => void
}

/** The catalogue of a session: which questions there are, what they are called, in which order they stand. */
export function OrderDialog({ sessionId, opened, onClose }: OrderDialogProps) {
  const { t } = useTranslation('question')
  return (
    <Modal opened={opened} onClose={onClose} title={t('orderTitle')} size="34rem">
      {opened && <Loaded sessionId={sessionId} />}
    </Modal>
  )
}

function Loaded({ sessionId }: { sessionId: number }) {
  const { data } = useDashboard(sessionId)
  return data ? <Catalogue sessionId={sessionId} questions={data.questions} /> : null
}
