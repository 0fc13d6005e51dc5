import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconDeviceDesktop, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { colleagues, goToColleague } from '../../api/colleague'
import { keys } from '../../api/keys'
import type { ColleagueDoor } from '../../api/types'
import { LoadingRows } from '../../components/LoadingRows'
import { PageHead } from '../../components/Page'
import { ask } from '../../api/ask'
import { AddressForm } from './AddressForm'
import { EnterForm } from './EnterForm'
import { useTry } from './useTry'
import classes from './ColleaguesPage.module.css'

/** The class that one takes part in already. */
function Joined() {
  const { t } = useTranslation('colleague')
  const { data: link, refetch } = useQuery({
    queryKey: keys.colleagueLink,
    queryFn: () => ask(colleagues.link),
    refetchOnMount: 'always',
  })
  if (!link || link.state === '' || link.state === 'ended') return null
  const leave = () => void ask(colleagues.leave).finally(() => void refetch())
  return (
    <section className={classes.joined} aria-labelledby="joined-title">
      <h2 id="joined-title">{t('joined')}</h2>
      <p>{t('joinedAs', { address: link.address, name: link.name })}</p>
      <div className={classes.buttons}>
        <Button onClick={goToColleague}>{t('go')}</Button>
        <Button variant="default" onClick={leave}>
          {t('leave')}
        </Button>
      </div>
    </section>
  )
}

interface FoundProps {
  onChoose: (address: string) => void
  isBusy: boolean
}

/** The apps that answer in this network. */
function Found({ onChoose, isBusy }: FoundProps) {
  const { t } = useTranslation('colleague')
  const { data, isFetching, refetch } = useQuery({
    queryKey: keys.colleagues,
    queryFn: () => ask(colleagues.found),
    refetchOnMount: 'always',
  })
  return (
    <section aria-labelledby="found-title" className={classes.found}>
      <div className={classes.foundHead}>
        <h2 id="found-title">{t('title')}</h2>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconRefresh size={14} />}
          loading={isFetching}
          onClick={() => void refetch()}
        >
          {t('again')}
        </Button>
      </div>
      {!data && <LoadingRows count={2} height={44} />}
      {data?.length === 0 && <p className="muted">{t('none')}</p>}
      {data && data.length > 0 && (
        <ul className={classes.list}>
          {data.map(({ owner, host, address }) => (
            <li key={`${host} ${address}`}>
              <button
                type="button"
                className={classes.colleague}
                disabled={isBusy}
                onClick={() => onChoose(address)}
              >
                <IconDeviceDesktop size={18} aria-hidden />
                <b className="truncate">
                  <bdi>{owner}</bdi>
                </b>
                <span className="faint truncate">
                  <bdi>{host}</bdi> · {address}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Leads to the class of a colleague: who is there, where the door is, and the code. */
export function ColleaguesPage() {
  const { t } = useTranslation('colleague')
  const [door, setDoor] = useState<ColleagueDoor>()
  const looking = useTry()
  const look = (address: string) => {
    setDoor(undefined)
    looking.start(async () => setDoor(await ask(() => colleagues.door(address))))
  }
  return (
    <div className={classes.page}>
      <PageHead>
        <h1>{t('heading')}</h1>
      </PageHead>
      <div className={classes.body}>
        <p className="muted">{t('intro')}</p>
        <div className={classes.columns}>
          <div className={classes.column}>
            <Joined />
            <Found onChoose={look} isBusy={looking.isBusy} />
            <AddressForm onLook={look} isBusy={looking.isBusy} />
            {looking.error && (
              <p role="alert" className={classes.error}>
                {looking.error.message}
              </p>
            )}
          </div>
          {door && <EnterForm key={door.address} door={door} onLook={look} />}
        </div>
      </div>
    </div>
  )
}
