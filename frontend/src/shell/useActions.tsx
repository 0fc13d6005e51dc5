import { useMantineColorScheme } from '@mantine/core'
import type { SpotlightActionData } from '@mantine/spotlight'
import {
  IconAdjustments,
  IconArchive,
  IconCopy,
  IconDeviceTv,
  IconDoorEnter,
  IconDownload,
  IconEar,
  IconEye,
  IconEyeOff,
  IconFiles,
  IconHelp,
  IconKeyboard,
  IconLanguage,
  IconMessage,
  IconMessages,
  IconNotebook,
  IconPlayerPlay,
  IconPlus,
  IconPower,
  IconPresentation,
  IconQrcode,
  IconReportAnalytics,
  IconSquare,
  IconStethoscope,
  IconTextSize,
  IconUserPlus,
  IconUsers,
  IconUsersMinus,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useMakeBackup } from '../api/keeping'
import { useCloseSession, useOpenSession } from '../api/mutations'
import { useSessionFacts, useStatus } from '../api/queries'
import { type ExportFormat, wholeSession } from '../api/transfers'
import type { SessionFacts } from '../api/types'
import { notifyDone, notifyError } from '../components/notify'
import { useNamesHidden } from '../components/StudentName'
import { useCopyFirstCell } from '../components/useCopy'
import { useExport } from '../components/useExport'
import { useRemoveSilent } from '../components/useRemoveSilent'
import { useSecondScreen } from '../components/useSecondScreen'
import { newSessionRoute } from '../lib/lastRoute'
import { setAnnouncing, setTextSize, useAnnouncing, useTextSize } from '../lib/preferences'
import { gradesRoute, projectorRoute } from '../lib/routes'
import { action } from './action'
import { useFeedbackActions } from './useFeedbackActions'
import { chooseLanguage } from '../words/language'
import { languages } from '../words/languages'
import { quit } from './quit'

/** The actions that the shell offers. */
export interface ShellActions {
  onMessage: () => void
  onMessages: () => void
  onJoin: () => void
  onKeys: () => void
  onNames: () => void
}

/** Returns the actions on the current session. */
function useSessionActions(
  session: SessionFacts | undefined,
  { onMessage, onMessages }: ShellActions,
): SpotlightActionData[] {
  const { t } = useTranslation(['shell', 'files'])
  const { t: projector } = useTranslation('projector')
  const [, navigate] = useLocation()
  const openSecond = useSecondScreen()
  const copyFirstCell = useCopyFirstCell()
  const open = useOpenSession()
  const close = useCloseSession()
  const removeSilent = useRemoveSilent()
  const exporting = useExport()
  if (!session) return []
  const name = { session: session.name }
  const save = (format: ExportFormat) =>
    exporting({ selection: wholeSession(session.id), name: session.name, records: 0, format, names: '' })
  return [
    action('copy', t('find.copyCell', name), IconCopy, () => copyFirstCell(session), 'C'),
    action('message', t('find.message'), IconMessage, onMessage, 'M'),
    action('messages', t('find.messages'), IconMessages, onMessages, 'Shift M'),
    action('files', t('files:findOrDo', name), IconFiles, () => navigate(`/sessions/${session.id}/files`)),
    action('project', projector('project'), IconPresentation, () => navigate(projectorRoute('count')), 'P'),
    action('screen', projector('secondScreen'), IconDeviceTv, () => openSecond(projectorRoute('count'))),
    session.open
      ? action('close', t('find.closeSession', name), IconSquare, () => close.mutate(session.id))
      : action('open', t('find.openSession', name), IconPlayerPlay, () => open.mutate(session.id)),
    action('silent', t('find.removeSilent'), IconUsersMinus, () => removeSilent(session.id)),
    action('csv', t('find.exportCsv', name), IconDownload, () => save('csv')),
    action('xlsx', t('find.exportXlsx', name), IconDownload, () => save('xlsx')),
    action('html', t('find.exportHtml', name), IconDownload, () => save('html')),
    action('ipynb', t('find.exportIpynb', name), IconDownload, () => save('ipynb')),
    action('zip', t('find.exportZip', name), IconDownload, () => save('zip')),
    action('grades', t('find.grades', name), IconReportAnalytics, () => navigate(gradesRoute(session.id))),
  ]
}

/** Returns the actions that change how the app looks. */
function useLooks(): SpotlightActionData[] {
  const { t } = useTranslation('shell')
  const { toggleColorScheme } = useMantineColorScheme({ keepTransitions: true })
  const size = useTextSize()
  const isAnnouncing = useAnnouncing()
  const announce = t(isAnnouncing ? 'find.announceOff' : 'find.announce')
  return [
    action('theme', t('find.theme'), IconAdjustments, toggleColorScheme),
    action('size', t('find.textSize'), IconTextSize, () => setTextSize(size === '100' ? '125' : '100')),
    action('announce', announce, IconEar, () => setAnnouncing(!isAnnouncing)),
    ...languages.map(({ code, name }) => action(code, name, IconLanguage, () => chooseLanguage(code))),
  ]
}

/** Returns all actions of find-or-do, apart from going somewhere. */
export function useActions(
  session: SessionFacts | undefined,
  isSetUp: boolean,
  shell: ShellActions,
): SpotlightActionData[] {
  const { t } = useTranslation(['shell', 'backups', 'team', 'colleague'])
  const [, navigate] = useLocation()
  const backup = useMakeBackup()
  const areHidden = useNamesHidden()
  const own = useSessionActions(session, shell)
  const feedback = useFeedbackActions(session)
  const looks = useLooks()
  const { data: status } = useStatus()
  const { data: sessions = [] } = useSessionFacts()
  const open = sessions.filter((each) => each.open && !each.demo).length
  const names = t(areHidden ? 'find.showNames' : 'find.hideNames')
  const make = [
    action('join', t('find.join'), IconQrcode, shell.onJoin, 'J'),
    action('new', t('find.newSession'), IconPlus, () => navigate(newSessionRoute()), 'N'),
    action('names', names, areHidden ? IconEye : IconEyeOff, shell.onNames, 'H'),
  ]
  return [
    ...own,
    ...feedback,
    ...(isSetUp ? make : []),
    action('notebook', t('find.notebook'), IconNotebook, () => navigate('/notebook')),
    {
      ...action('doctor', t('find.doctor'), IconStethoscope, () => navigate('/doctor')),
      description: t('find.doctorNote'),
    },
    action('assistants', t('team:findOrDo'), IconUserPlus, () => navigate('/assistants'), 'Shift A'),
    action('colleague', t('colleague:open'), IconDoorEnter, () => navigate('/colleagues')),
    action('backup', t('backups:make'), IconArchive, () =>
      backup.mutate(undefined, { onSuccess: () => notifyDone(t('backups:made')), onError: notifyError }),
    ),
    action('class', t('find.classList'), IconUsers, () => navigate('/class')),
    action('help', t('find.help'), IconHelp, () => navigate('/help'), 'F1'),
    action('keys', t('find.keys'), IconKeyboard, shell.onKeys, '?'),
    ...looks,
    ...(status?.quitsHere ? [action('quit', t('find.quit'), IconPower, () => quit(open))] : []),
  ]
}
