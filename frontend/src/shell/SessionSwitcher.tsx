import { Combobox, Kbd, useCombobox } from '@mantine/core'
import { IconPlus, IconSelector } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { useSessions } from '../api/queries'
import type { Session } from '../api/types'
import { Dot, Name, Tag } from '../components/bits'
import { plural } from '../lib/format'
import { useSwitchSession } from './useSwitchSession'
import classes from './SessionSwitcher.module.css'

const NEW = 'new'

interface SessionSwitcherProps {
  session: Session | undefined
  opened: boolean
  onOpened: (opened: boolean) => void
}

function Current({ session }: { session: Session | undefined }) {
  if (!session) {
    return (
      <>
        <Dot on={false} />
        <span className="t3">No session yet</span>
      </>
    )
  }
  return (
    <>
      <Dot on={session.open} />
      <span className={classes.name} title={`${session.owner} / ${session.name}`}>
        <bdi className="t3">{session.owner}</bdi>
        <span className="t3"> / </span>
        <bdi className={classes.session}>{session.name}</bdi>
      </span>
      <Tag>{session.open ? 'open' : 'closed'}</Tag>
    </>
  )
}

function Option({ session }: { session: Session }) {
  return (
    <Combobox.Option value={String(session.id)} className={classes.option}>
      <Dot on={session.open} />
      <Name>{session.name}</Name>
      <span className="mono t3" title="id">
        {session.id}
      </span>
      <span className={classes.count}>
        {plural(session.records, { one: '{n} record', other: '{n} records' })}
      </span>
    </Combobox.Option>
  )
}

/** Shows the current session; opens a list with a search in which another can be chosen. */
export function SessionSwitcher({ session, opened, onOpened }: SessionSwitcherProps) {
  const { data: sessions = [] } = useSessions()
  const [search, setSearch] = useState('')
  const [, navigate] = useLocation()
  const switchTo = useSwitchSession()
  const combobox = useCombobox({
    opened,
    onOpenedChange: onOpened,
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      setSearch('')
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  })
  const { selectFirstOption, focusSearchInput } = combobox
  useEffect(() => {
    if (!opened) return
    selectFirstOption()
    focusSearchInput()
  }, [opened, search, selectFirstOption, focusSearchInput])

  const words = search.trim().toLowerCase()
  const found = sessions.filter((s) => `${s.name} ${s.description}`.toLowerCase().includes(words))

  function choose(value: string) {
    onOpened(false)
    if (value === NEW) {
      navigate('/sessions?new')
      return
    }
    switchTo(Number(value))
  }

  return (
    <Combobox
      keepMounted={false}
      store={combobox}
      onOptionSubmit={choose}
      width={320}
      position="bottom-start"
      shadow="md"
    >
      <Combobox.Target targetType="button">
        <button
          type="button"
          className={classes.switch}
          title="Change the session (S)"
          onClick={() => onOpened(!opened)}
        >
          <Current session={session} />
          {sessions.length > 0 && <IconSelector size={14} />}
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder="Name or description"
        />
        <Combobox.Options className={classes.options}>
          {found.map((s) => (
            <Option key={s.id} session={s} />
          ))}
          {found.length === 0 && <Combobox.Empty>No session of that name</Combobox.Empty>}
          <Combobox.Option value={NEW} className={classes.option}>
            <IconPlus size={14} />
            <span className="grow">New session</span>
            <Kbd>N</Kbd>
          </Combobox.Option>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
