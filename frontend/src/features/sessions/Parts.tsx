import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddPart, useDeletePart, useMovePart, useRenamePart } from '../../api/mutations'
import type { Part, Session } from '../../api/types'
import { Form } from '../../components/Form'
import { Name } from '../../components/Name'
import { formatCount } from '../../lib/format'
import { limits } from '../../lib/limits'
import { useDraft } from '../../lib/useDraft'
import { SectionHead } from './SectionHead'
import classes from './Parts.module.css'

const ICON = 14

/** The part that every session has. Notebooks that name no part send to it. */
const DEFAULT_PART = 'default'

interface NameFieldProps {
  label: string
  /** What gets the name; what was typed is kept by it. */
  of: number
  initial: string
  error: Error | null
  onSubmit: (name: string) => void
  onCancel: () => void
}

function NameField({ label, of, initial, error, onSubmit, onCancel }: NameFieldProps) {
  const { value: name, set: setName, forget } = useDraft(`part ${of}`, initial)
  return (
    <Form
      canSend={name.trim() !== ''}
      onSend={() => {
        forget()
        onSubmit(name.trim())
      }}
    >
      <TextInput
        size="xs"
        aria-label={label}
        placeholder={label}
        value={name}
        maxLength={limits.MaxName}
        error={error?.message}
        autoFocus
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={onCancel}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel()
        }}
      />
    </Form>
  )
}

function PartRow({ part, isLast }: { part: Part; isLast: boolean }) {
  const { t } = useTranslation(['sessions', 'common'])
  const [isRenaming, setRenaming] = useState(false)
  const rename = useRenamePart()
  const move = useMovePart()
  const remove = useDeletePart()
  const isDefault = part.name === DEFAULT_PART
  if (isRenaming) {
    return (
      <li>
        <NameField
          label={t('parts.name')}
          of={part.id}
          initial={part.name}
          error={rename.error}
          onSubmit={(name) => rename.mutate({ id: part.id, name }, { onSuccess: () => setRenaming(false) })}
          onCancel={() => setRenaming(false)}
        />
      </li>
    )
  }
  return (
    <li className={classes.part}>
      <span className={`faint ${classes.partNumber}`}>{part.number}</span>
      <Name>{part.name}</Name>
      <span className={classes.partTools}>
        <ActionIcon
          size={20}
          aria-label={t('parts.up', { name: part.name })}
          disabled={part.number === 1}
          onClick={() => move.mutate({ id: part.id, number: part.number - 1 })}
        >
          <IconChevronUp size={ICON} />
        </ActionIcon>
        <ActionIcon
          size={20}
          aria-label={t('parts.down', { name: part.name })}
          disabled={isLast}
          onClick={() => move.mutate({ id: part.id, number: part.number + 1 })}
        >
          <IconChevronDown size={ICON} />
        </ActionIcon>
        {!isDefault && (
          <Tooltip label={t('parts.rename')}>
            <ActionIcon
              size={20}
              aria-label={t('parts.renameNamed', { name: part.name })}
              onClick={() => setRenaming(true)}
            >
              <IconPencil size={ICON} />
            </ActionIcon>
          </Tooltip>
        )}
        {!isDefault && part.records === 0 && (
          <Tooltip label={t('parts.delete')}>
            <ActionIcon
              size={20}
              aria-label={t('parts.deleteNamed', { name: part.name })}
              onClick={() => remove.mutate(part.id)}
            >
              <IconTrash size={ICON} />
            </ActionIcon>
          </Tooltip>
        )}
      </span>
      <span className="faint nowrap">
        {part.records === 0 ? t('parts.empty') : t('common:countRecords', { count: part.records })}
      </span>
    </li>
  )
}

/** The parts of a session, in their order. */
export function Parts({ session }: { session: Session }) {
  const { t } = useTranslation('sessions')
  const [isAdding, setAdding] = useState(false)
  const add = useAddPart()
  return (
    <>
      <SectionHead title={t('parts.title')}>
        <span className="faint">{formatCount(session.parts.length)}</span>
        <span className="grow" />
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={ICON} />}
          onClick={() => setAdding(true)}
        >
          {t('parts.add')}
        </Button>
      </SectionHead>
      <ul>
        {session.parts.map((part, i) => (
          <PartRow key={part.id} part={part} isLast={i === session.parts.length - 1} />
        ))}
      </ul>
      {isAdding && (
        <NameField
          label={t('parts.newName')}
          of={-session.id}
          initial=""
          error={add.error}
          onSubmit={(name) =>
            add.mutate({ sessionId: session.id, name }, { onSuccess: () => setAdding(false) })
          }
          onCancel={() => setAdding(false)}
        />
      )}
    </>
  )
}
