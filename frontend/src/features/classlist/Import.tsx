import { Button, Checkbox, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useImportClassList, usePreview, useUndoClassList } from '../../api/classList'
import type { ClassListPreview, TableColumns, TableFile } from '../../api/types'
import { Failed } from '../../components/Failed'
import { LoadingRows } from '../../components/LoadingRows'
import { notifyError } from '../../components/notify'
import { notifyUndo } from '../../components/undo'
import { useShortcuts } from '../../lib/shortcuts'
import classes from './Import.module.css'

const roles = ['name', 'first', 'last', 'identifier', 'email', 'section', 'none'] as const

interface ColumnsProps {
  preview: ClassListPreview
  onColumns: (columns: TableColumns) => void
}

/** The columns of the file: what the app takes them for, which can be changed, and what stands in them. */
function Columns({ preview, onColumns }: ColumnsProps) {
  const { t } = useTranslation('classlist')
  const { columns, hasHeads } = preview
  const all = columns.map(({ role }) => role)
  const set = (at: number, role: string) =>
    onColumns({
      hasHeads,
      // A role belongs to one column.
      roles: all.map((now, i) => (i === at ? role : now === role ? '' : now)),
    })
  return (
    <div className={classes.columns}>
      <ul className={classes.list} aria-label={t('import.columns')}>
        {columns.map(({ head, role, samples }, at) => {
          const name = head === '' ? t('import.column', { n: at + 1 }) : head
          return (
            <li key={at} className={classes.column}>
              <b className="truncate" title={name}>
                <bdi>{name}</bdi>
              </b>
              <Select
                aria-label={t('import.roleOf', { column: name })}
                data={roles.map((value) => ({ value, label: t(`import.roles.${value}`) }))}
                value={role === '' ? 'none' : role}
                allowDeselect={false}
                onChange={(value) => set(at, value === 'none' ? '' : (value ?? ''))}
              />
              <span className={`faint truncate ${classes.samples}`} title={samples.join('\n')}>
                <bdi>{samples.join(', ')}</bdi>
              </span>
            </li>
          )
        })}
      </ul>
      <Checkbox
        label={t('import.hasHeads')}
        checked={hasHeads}
        onChange={(event) => onColumns({ hasHeads: event.currentTarget.checked, roles: all })}
      />
    </div>
  )
}

function Names({ title, names }: { title: string; names: string[] }) {
  if (names.length === 0) return null
  return (
    <details className={classes.names}>
      <summary>{title}</summary>
      <ul>
        {names.map((name, i) => (
          <li key={i}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What an import of a file would do, and the button that does it. */
export function Import({ file, onDone }: { file: TableFile; onDone: () => void }) {
  const { t } = useTranslation('classlist')
  const [columns, setColumns] = useState<TableColumns>({ hasHeads: true, roles: [] })
  const [removeMissing, setRemoveMissing] = useState(false)
  const { data: preview, error, refetch } = usePreview(file, columns)
  const merge = useImportClassList()
  const undo = useUndoClassList()
  useShortcuts({ Escape: onDone })
  if (error) return <Failed error={error} retry={refetch} />
  if (!preview) return <LoadingRows count={4} height={48} />
  const apply = () =>
    merge.mutate(
      { file, columns, removeMissing },
      {
        onSuccess: ({ undoId, added, changed, removed }) => {
          notifyUndo(t('import.done', { added, changed, removed }), () => undo.mutateAsync(undoId))
          onDone()
        },
        onError: notifyError,
      },
    )
  const { added, changed, same, missing, count } = preview
  return (
    <section className={classes.import} aria-label={t('import.title', { file: file.name })}>
      <h2>
        <bdi>{t('import.title', { file: file.name })}</bdi>
      </h2>
      <p className="muted">{t('import.columnsNote')}</p>
      <Columns preview={preview} onColumns={setColumns} />
      <p role="status">
        {count === 0
          ? t('import.nobody')
          : t('import.says', { count, added: added.length, changed: changed.length, same })}
      </p>
      <Names title={t('import.added', { count: added.length })} names={added} />
      <Names title={t('import.changed', { count: changed.length })} names={changed} />
      <Names title={t('import.missing', { count: missing.length })} names={missing} />
      {missing.length > 0 && (
        <Checkbox
          label={t('import.removeMissing', { count: missing.length })}
          checked={removeMissing}
          onChange={(event) => setRemoveMissing(event.currentTarget.checked)}
        />
      )}
      <div className={classes.buttons}>
        <Button disabled={count === 0} loading={merge.isPending} onClick={apply}>
          {t('import.do')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('import.cancel')}
        </Button>
      </div>
    </section>
  )
}
