import { Combobox, useCombobox } from '@mantine/core'
import { IconPlus, IconSelector } from '@tabler/icons-react'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useSessionFacts, useSessions } from '../api/queries'
import type { Session, SessionFacts } from '../api/types'
import { DemoTag } from '../components/DemoTag'
import { Dot } from '../components/Dot'
import { Key } from '../components/Key'
import { FocusRestorer } from '../components/FocusRestorer'
import { Name } from '../components/Name'
import { Tag } from '../components/Tag'
import { takeFocus } from '../lib/focus'
import { newSessionRoute } from '../lib/lastRoute'
import { searchKey } from '../lib/searchKey'
import { useSwitchSession } from './useSwitchSession'
import classes from './SessionSwitcher.module.css'

const NEW = 'new'

interface SessionSwitcherProps {
  session: SessionFacts | undefined
  opened: boolean
  onOpened: (opened: boolean) => void
}

function Current({ session, hasSessions }: { session: SessionFacts | undefined; hasSessions: boolean }) {
  const { t } = useTranslation('shell')
  if (!session) {
    return (
      <>
        <Dot on={false} />
        <span className="faint">{t(hasSessions ? 'switcher.notChosen' : 'switcher.none')}</span>
      </>
    )
  }
  return (
    <>
      <Dot on={session.open} />
      <span className={classes.name} title={`${session.owner} / ${session.name}`}>
        <span className={`faint ${classes.owner}`}>
          <bdi>{session.owner}</bdi>
          {' / '}
        </span>
        <bdi className={classes.session}>{session.name}</bdi>
      </span>
      <span className={classes.aside}>
        {session.demo ? (
          <DemoTag session={session} />
        ) : (
          <Tag>{t(session.open ? 'switcher.open' : 'switcher.closed')}</Tag>
        )}
      </span>
    </>
  )
}

function Option({ session }: { session: Session }) {
  const { t } = useTranslation(['shell', 'common'])
  return (
    <Combobox.Option value={String(session.id)} className={classes.option}>
      <Dot on={session.open} />
      <Name>{session.name}</Name>
      <DemoTag session={session} />
      <span className={`mono ${classes.id}`}>{t('switcher.id', { id: String(session.id) })}</span>
      <span className={classes.count}>{t('common:countRecords', { count: session.records })}</span>
    </Combobox.Option>
  )
}

function Found({ search }: { search: string }) {
  const { t } = useTranslation('shell')
  const { data: sessions = [] } = useSessions()
  const words = searchKey(search)
  const found = sessions.filter((s) => searchKey(`${s.name} ${s.description}`).includes(words))
  if (found.length === 0) return <Combobox.Empty>{t('switcher.noMatch')}</Combobox.Empty>
  return found.map((session) => <Option key={session.id} session={session} />)
}

/** Shows the current session, and opens a searchable list from which another can be chosen. */
export function SessionSwitcher({ session, opened, onOpened }: SessionSwitcherProps) {
  const { t } = useTranslation('shell')
  const { data: sessions = [] } = useSessionFacts()
  const [search, setSearch] = useState('')
  const listId = useId()
  const [, navigate] = useLocation()
  const switchTo = useSwitchSession()
  const combobox = useCombobox({
    opened,
    onOpenedChange: onOpened,
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      setSearch('')
    },
  })
  const { selectFirstOption } = combobox
  useEffect(() => {
    if (opened) selectFirstOption()
  }, [opened, search, selectFirstOption])

  function choose(value: string) {
    onOpened(false)
    if (value === NEW) {
      navigate(newSessionRoute())
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
      transitionProps={{ duration: 0 }}
    >
      <Combobox.Target targetType="button" withKeyboardNavigation={false}>
        <button
          type="button"
          className={classes.switch}
          title={t('switcher.change')}
          onClick={() => onOpened(!opened)}
        >
          <Current session={session} hasSessions={sessions.length > 0} />
          {sessions.length > 0 && <IconSelector size={14} />}
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <FocusRestorer button={combobox.targetRef} label={t('switcher.search')}>
          <Combobox.Search
            ref={takeFocus}
            role="combobox"
            aria-expanded
            aria-controls={listId}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            placeholder={t('switcher.search')}
            aria-label={t('switcher.search')}
          />
          <Combobox.Options id={listId} className={classes.options} aria-label={t('tabs.sessions')}>
            <Found search={search} />
            <Combobox.Option value={NEW} className={classes.option}>
              <IconPlus size={14} />
              <span className="grow">{t('switcher.new')}</span>
              <Key>N</Key>
            </Combobox.Option>
          </Combobox.Options>
        </FocusRestorer>
      </Combobox.Dropdown>
    </Combobox>
  )
}
