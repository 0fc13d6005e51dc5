import { TextInput } from '@mantine/core'
import { IconUser } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNamePatternProblem } from '../../../api/recordQueries'
import { limits } from '../../../lib/limits'
import classes from './NameFilter.module.css'

interface NameFilterProps {
  name: string
  onName: (name: string) => void
}

/** The field that chooses students by a pattern for their names, as it is typed. Esc empties it, and a second Esc leaves it. */
export function NameFilter({ name, onName }: NameFilterProps) {
  const { t } = useTranslation('records')
  const ref = useRef<HTMLInputElement>(null)
  const problem = useNamePatternProblem(name)
  return (
    <div className={classes.field}>
      <TextInput
        ref={ref}
        type="search"
        aria-label={t('filters.name')}
        placeholder={t('filters.name')}
        title={problem ?? t('filters.nameHint')}
        maxLength={limits.MaxNamePattern}
        spellCheck={false}
        value={name}
        error={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : 'name-pattern-problem'}
        onChange={(event) => onName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          if (name === '') ref.current?.blur()
          else onName('')
          event.preventDefault()
        }}
        leftSection={<IconUser size={14} />}
      />
      {problem !== undefined && (
        <span id="name-pattern-problem" role="status" className={classes.problem} title={problem}>
          {t('filters.nameBroken')}
        </span>
      )}
    </div>
  )
}
