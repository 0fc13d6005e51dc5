import { IconHelpHexagon, IconMoodEmpty } from '@tabler/icons-react'
import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import { useCurrentFacts, useSessionFacts, useStatus } from '../../api/queries'
import { useQuestionPage } from '../../api/questions'
import type { AnswerGroup, QuestionPage as Page, QuestionQuery, SessionFacts, Student } from '../../api/types'
import { CatalogueDialog } from '../../components/catalogue/CatalogueDialog'
import { MessageForm, type Recipients } from '../../components/MessageForm'
import { NoSession } from '../../components/NoSession'
import { SidePanel, useRoomForPanel } from '../../components/Page'
import { Blank } from '../../components/Blank'
import { Failed } from '../../components/Failed'
import { LoadingRows } from '../../components/LoadingRows'
import { useHashPath } from '../../lib/location'
import { questionName } from '../../lib/questionName'
import { partAt, questionAt, questionRoute } from '../../lib/routes'
import { useShortcuts } from '../../lib/shortcuts'
import { useStableCallback } from '../../lib/useStableCallback'
import { EquivalenceSection } from './EquivalenceSection'
import { CheckSection } from './CheckSection'
import { DistributionSection } from './DistributionSection'
import type { CardContext } from './GroupCard'
import { GroupList } from './GroupList'
import { InputsSection } from './InputsSection'
import { QuestionHead } from './QuestionHead'
import { spokenAnswer } from './spokenAnswer'
import { type GroupActions, noCheck, useGroupActions } from '../../components/judging/useGroupActions'

interface LoadedProps {
  session: SessionFacts
  query: QuestionQuery
  page: Page
}

/** Returns what writes to some students of the page, and the form for it: who they are, the question, and what they sent. */
function useMessage(session: SessionFacts, { label, title }: Page) {
  const { t } = useTranslation('question')
  const { data: status } = useStatus()
  const [to, setTo] = useState<Recipients>()
  const [isOpen, setOpen] = useState(false)
  const write = useStableCallback((students: Student[], group?: AnswerGroup) => {
    setTo({
      title: t(group ? 'messageTo' : 'messageToMissing', { count: students.length, label }),
      studentIds: students.map(({ id }) => id),
      students,
      question: questionName(label, title),
      answer: group ? spokenAnswer(group.preview) || t('noWords', { type: group.type }) : '',
    })
    setOpen(true)
  })
  const form = (
    <MessageForm
      session={session}
      to={to}
      connected={status?.connected ?? 0}
      opened={isOpen}
      onClose={() => setOpen(false)}
    />
  )
  return { write, form }
}

function Rules({
  session,
  page,
  actions,
}: Pick<LoadedProps, 'session' | 'page'> & { actions: GroupActions }) {
  return (
    <>
      <DistributionSection distribution={page.distribution} />
      <CheckSection
        key={page.label}
        page={page}
        owner={session.owner}
        onSet={(check) => actions.check(page.check, check)}
      />
      <InputsSection key={`inputs of ${page.label}`} page={page} onSet={actions.inputs} />
      <EquivalenceSection
        page={page}
        onSet={(equivalence) =>
          void actions.equivalence(page.equivalence, equivalence).catch(() => undefined)
        }
      />
    </>
  )
}

function Answers({
  query,
  page,
  actions,
  onMessage,
}: Omit<LoadedProps, 'session'> & {
  actions: GroupActions
  onMessage: CardContext['onMessage']
}) {
  const { t } = useTranslation('question')
  const { check, own } = page
  const removeRule = useStableCallback(() => void actions.check(check, noCheck).catch(() => undefined))
  if (page.groups.length === 0) {
    return (
      <Blank icon={<IconMoodEmpty size={24} />} title={t('none', { label: page.label })}>
        {t('noneHint')}
      </Blank>
    )
  }
  const reference = check.kind === 'record' ? check.recordId || own.recordId : 0
  return (
    <GroupList
      page={page}
      query={query}
      sent={page.sent}
      labels={page.labels}
      reference={reference}
      actions={actions}
      onMessage={onMessage}
      onRemoveRule={removeRule}
    />
  )
}

function Loaded({ session, query, page }: LoadedProps) {
  const { t } = useTranslation('question')
  const [, navigate] = useLocation()
  const actions = useGroupActions(query)
  const message = useMessage(session, page)
  const hasRoom = useRoomForPanel()
  const [areRulesOpen, setRulesOpen] = useState(false)
  const [isTitling, setTitling] = useState(false)
  const [isOrdering, setOrdering] = useState(false)
  const go = (label: string) => (label === '' ? false : navigate(questionRoute(label, query.partId)))
  useShortcuts({
    ArrowLeft: () => go(page.previous),
    ArrowRight: () => go(page.next),
    t: () => setTitling(true),
    Escape: () => (areRulesOpen && !hasRoom ? setRulesOpen(false) : navigate('/dashboard')),
  })
  return (
    <>
      <QuestionHead
        sessionId={session.id}
        partId={query.partId}
        page={page}
        isTitling={isTitling}
        onTitling={setTitling}
        onOrder={() => setOrdering(true)}
        onRules={hasRoom ? undefined : () => setRulesOpen(!areRulesOpen)}
      />
      <SidePanel
        label={t('rulesLabel')}
        panel={hasRoom || areRulesOpen ? <Rules session={session} page={page} actions={actions} /> : null}
      >
        <Answers query={query} page={page} actions={actions} onMessage={message.write} />
      </SidePanel>
      {message.form}
      <CatalogueDialog sessionId={session.id} opened={isOrdering} onClose={() => setOrdering(false)} />
    </>
  )
}

/** Groups, where they will be. */
function Loading() {
  return <LoadingRows count={6} height={88} />
}

function Question({ session, label }: { session: SessionFacts; label: string }) {
  const partId = partAt(useSearch())
  const query = useMemo(
    () => ({ sessionId: session.id, partId, question: label }),
    [session.id, partId, label],
  )
  const page = useQuestionPage(query)
  if (page.error && !page.data) return <Failed error={page.error} retry={page.refetch} />
  // Until this question's answers are here, those of another are shown, and must not be acted on.
  if (!page.data || page.isPlaceholderData) return <Loading />
  return <Loaded key={`${session.id} ${partId}`} session={session} query={query} page={page.data} />
}

/** A question: its answers in groups, which are right, and which are equal. */
export function QuestionPage() {
  const { t } = useTranslation('question')
  const sessions = useSessionFacts()
  const session = useCurrentFacts()
  // Not the router's path: it decodes once more, and `50%` would be no address.
  const [path] = useHashPath()
  const label = questionAt(path)
  if (sessions.error && !sessions.data) return <Failed error={sessions.error} retry={sessions.refetch} />
  if (label === undefined) {
    return (
      <Blank
        icon={<IconHelpHexagon size={24} />}
        title={t('unknown')}
        actions={
          <Button component={Link} href="/dashboard">
            {t('toDashboard')}
          </Button>
        }
      />
    )
  }
  if (session) return <Question session={session} label={label} />
  if (!sessions.data) return <Loading />
  return <NoSession hasSessions={sessions.data.length > 0}>{t('noSession')}</NoSession>
}
