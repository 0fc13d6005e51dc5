import { Kbd } from '@mantine/core'
import { Spotlight, type SpotlightActionData } from '@mantine/spotlight'
import {
  IconChevronRight,
  IconCopy,
  IconDownload,
  IconKeyboard,
  IconMessage,
  IconPlus,
  IconQrcode,
  IconSearch,
  IconStack2,
  IconStethoscope,
} from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { exportSession } from '../api/client'
import { useSessions } from '../api/queries'
import type { Session } from '../api/types'
import { notifyError } from '../components/notify'
import { useCopyFirstCell } from '../components/useCopy'
import { tabs } from './tabs'
import { useSwitchSession } from './useSwitchSession'

const ICON = 16

interface FindOrDoProps {
  session: Session | undefined
  isSetUp: boolean
  onMessage: () => void
  onJoin: () => void
  onKeys: () => void
}

function useActions({ session, isSetUp, onMessage, onJoin, onKeys }: FindOrDoProps): SpotlightActionData[] {
  const [, navigate] = useLocation()
  const copyFirstCell = useCopyFirstCell()
  const own: SpotlightActionData[] = session
    ? [
        {
          id: 'copy',
          label: `Copy the first cell of ${session.name}`,
          leftSection: <IconCopy size={ICON} />,
          rightSection: <Kbd>C</Kbd>,
          onClick: () => void copyFirstCell(session),
        },
        {
          id: 'message',
          label: 'Message to all notebooks',
          leftSection: <IconMessage size={ICON} />,
          rightSection: <Kbd>M</Kbd>,
          onClick: onMessage,
        },
        {
          id: 'export',
          label: `Export ${session.name} as CSV`,
          leftSection: <IconDownload size={ICON} />,
          onClick: () => void exportSession(session.id, 'csv').catch(notifyError),
        },
      ]
    : []
  const make: SpotlightActionData[] = isSetUp
    ? [
        {
          id: 'join',
          label: 'Show how to join',
          leftSection: <IconQrcode size={ICON} />,
          rightSection: <Kbd>J</Kbd>,
          onClick: onJoin,
        },
        {
          id: 'new',
          label: 'New session',
          leftSection: <IconPlus size={ICON} />,
          rightSection: <Kbd>N</Kbd>,
          onClick: () => navigate('/sessions?new'),
        },
      ]
    : []
  return [
    ...own,
    ...make,
    {
      id: 'doctor',
      label: 'Network doctor',
      description: 'Whether notebooks can reach this computer',
      leftSection: <IconStethoscope size={ICON} />,
      onClick: () => navigate('/doctor'),
    },
    {
      id: 'keys',
      label: 'Show the keys',
      leftSection: <IconKeyboard size={ICON} />,
      rightSection: <Kbd>?</Kbd>,
      onClick: onKeys,
    },
  ]
}

/** Ctrl K: goes to a tab or session, or does something, by typing a part of its name. */
export function FindOrDo(props: FindOrDoProps) {
  const [, navigate] = useLocation()
  const { data: sessions = [] } = useSessions()
  const switchTo = useSwitchSession()
  const actions = useActions(props)
  return (
    <Spotlight
      lockScroll={false}
      scrollable
      overlayProps={{ blur: 0 }}
      transitionProps={{ duration: 0 }}
      highlightQuery
      nothingFound="Nothing of that name"
      searchProps={{ placeholder: 'Find or do', leftSection: <IconSearch size={ICON} /> }}
      actions={[
        {
          group: 'Tabs',
          actions: tabs.map((tab, i) => ({
            id: tab.path,
            label: tab.name,
            leftSection: <IconChevronRight size={ICON} />,
            rightSection: <Kbd>{i + 1}</Kbd>,
            onClick: () => navigate(tab.path),
          })),
        },
        { group: 'Do', actions },
        {
          group: 'Sessions',
          actions: sessions.map((session) => ({
            id: `session-${session.id}`,
            label: session.name,
            description: session.description,
            leftSection: <IconStack2 size={ICON} />,
            onClick: () => switchTo(session.id),
          })),
        },
      ]}
    />
  )
}
