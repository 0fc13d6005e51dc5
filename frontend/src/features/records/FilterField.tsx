import { Combobox, Kbd, TextInput, useCombobox } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useQuestions, useStudents } from '../../api/queries'
import type { RecordFilter, Session } from '../../api/types'
import { Name } from '../../components/bits'
import { formatCount } from '../../lib/format'
import { useShortcuts } from '../../lib/shortcuts'
import { optionGroups } from './options'
import classes from './records.module.css'

interface FilterFieldProps {
  session: Session
  onChoose: (filter: RecordFilter) => void
}

/** One field that finds a student, a question or a part to narrow the records to; `/` goes there. */
export function FilterField({ session, onChoose }: FilterFieldProps) {
  const [words, setWords] = useState('')
  const ref = useRef<HTMLInputElement>(null)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const { data: students = [] } = useStudents(session.id, combobox.dropdownOpened)
  const { data: questions = [] } = useQuestions(session.id, combobox.dropdownOpened)
  const groups = optionGroups(students, questions, session.parts, words)
  const options = groups.flatMap((group) => group.options)

  useShortcuts({ '/': () => ref.current?.focus(), f: () => ref.current?.focus() })

  function choose(id: string) {
    const option = options.find((o) => o.id === id)
    setWords('')
    combobox.closeDropdown()
    ref.current?.blur()
    if (option) onChoose(option.filter)
  }

  return (
    <Combobox
      keepMounted={false}
      store={combobox}
      onOptionSubmit={choose}
      shadow="md"
      width={300}
      position="bottom-start"
    >
      <Combobox.Target>
        <TextInput
          ref={ref}
          className={classes.filterField}
          aria-label="Filter by student, question or part"
          placeholder="Student, question or part"
          value={words}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onChange={(event) => {
            setWords(event.currentTarget.value)
            combobox.openDropdown()
            combobox.updateSelectedOptionIndex()
            combobox.selectFirstOption()
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            setWords('')
            ref.current?.blur()
            event.preventDefault()
          }}
          leftSection={<IconFilter size={14} />}
          rightSection={<Kbd>/</Kbd>}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options className={classes.options}>
          {groups.map(({ name, options: found }) => (
            <Combobox.Group key={name} label={name}>
              {found.map((option) => (
                <Combobox.Option key={option.id} value={option.id} className={classes.option}>
                  <Name>{option.label}</Name>
                  <span className="t3">{formatCount(option.count)}</span>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
          {groups.length === 0 && <Combobox.Empty>Nobody and nothing of that name</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
