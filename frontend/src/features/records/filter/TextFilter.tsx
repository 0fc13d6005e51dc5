import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Key } from '../../../components/Key'
import { useShortcuts } from '../../../lib/shortcuts'
import classes from './TextFilter.module.css'

interface TextFilterProps {
  text: string
  onText: (text: string) => void
}

/** The field that searches answers. `/` focuses it; Esc empties it, and a second Esc leaves it. */
export function TextFilter({ text, onText }: TextFilterProps) {
  const { t } = useTranslation('records')
  const ref = useRef<HTMLInputElement>(null)
  useShortcuts({ '/': () => ref.current?.focus() })
  return (
    <TextInput
      ref={ref}
      className={classes.text}
      type="search"
      aria-label={t('filters.text')}
      placeholder={t('filters.text')}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        if (text === '') ref.current?.blur()
        else onText('')
        event.preventDefault()
      }}
      leftSection={<IconSearch size={14} />}
      rightSection={<Key>/</Key>}
    />
  )
}
