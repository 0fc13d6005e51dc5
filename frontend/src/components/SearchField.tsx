import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { useShortcuts } from '../lib/shortcuts'
import { Key } from './Key'
import classes from './SearchField.module.css'

interface SearchFieldProps {
  value: string
  onChange: (value: string) => void
  label: string
  placeholder: string
}

/** A field that narrows the list of its page; `/` moves the focus to it, Esc empties and leaves it. */
export function SearchField({ value, onChange, label, placeholder }: SearchFieldProps) {
  const ref = useRef<HTMLInputElement>(null)
  useShortcuts({ '/': () => ref.current?.focus() })
  return (
    <TextInput
      ref={ref}
      className={classes.field}
      type="search"
      aria-label={label}
      placeholder={placeholder}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        if (value === '') ref.current?.blur()
        onChange('')
        event.preventDefault()
      }}
      leftSection={<IconSearch size={14} />}
      rightSection={<Key>/</Key>}
    />
  )
}
