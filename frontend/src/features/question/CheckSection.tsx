import { Radio } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Check, QuestionPage } from '../../api/types'
import { Ago } from '../../components/Ago'
import { PanelSection } from '../../components/Page'
import { RuleFields } from './RuleFields'
import { doubtOf } from '../../components/judging/reasons'
import { asKind, isComplete, kindOf, offeredRules } from './rule'
import { spokenAnswer } from './spokenAnswer'
import classes from './CheckSection.module.css'

interface CheckSectionProps {
  page: QuestionPage
  owner: string
  /** Sets the rule; rejects if the app refuses it. */
  onSet: (check: Check) => Promise<unknown>
}

/** The owner's own record, or how to send one. */
function OwnRecord({ page, owner }: Pick<CheckSectionProps, 'page' | 'owner'>) {
  const { t } = useTranslation('question')
  const { own, check, label } = page
  if (check.kind === 'record' && check.recordId !== 0 && check.recordId !== own.recordId) {
    return <span className="faint">{t('referenceIsGroup')}</span>
  }
  if (own.recordId === 0) {
    return <span className="faint">{t('ownMissing', { owner, label, value: '…' })}</span>
  }
  return (
    <span className={classes.own}>
      <span className="mono truncate">{spokenAnswer(own.preview) || own.type}</span>
      <span className="faint">
        <Ago stamp={own.receivedAt} />
      </span>
    </span>
  )
}

/** A rule that the app has not confirmed yet. */
interface Draft {
  check: Check
  /** The page's rule when it was made. */
  over: Check
  /** Whether the app has accepted it: the next page has it, or a later rule. */
  isTaken?: boolean
}

/** Which answers are right: by a rule or by marks alone, and which of the two wins. */
export function CheckSection({ page, owner, onSet }: CheckSectionProps) {
  const { t } = useTranslation('question')
  // A rule that does not say enough yet is a draft too: it judges nothing and is not kept.
  const [draft, setDraft] = useState<Draft>()
  const [refused, setRefused] = useState('')
  if (draft?.isTaken && draft.over !== page.check) setDraft(undefined)
  const check = draft?.check ?? page.check
  const doubtful = page.groups.filter((group) => doubtOf(group)?.startsWith('incomplete'))
  const incomplete = doubtful.reduce((sum, { count }) => sum + count, 0)
  const marked = page.groups.filter(({ marked }) => marked !== '').length

  function set(next: Check) {
    setRefused('')
    setDraft({ check: next, over: page.check })
    if (!isComplete(next)) return
    onSet(next).then(
      () => setDraft((last) => (last?.check === next ? { ...last, isTaken: true } : last)),
      (error: unknown) => setRefused(error instanceof Error ? error.message : String(error)),
    )
  }
  return (
    <PanelSection>
      <header className={classes.title}>
        <h2>{t('rightMeans')}</h2>
        <span className="grow" />
        <span className="faint">{t('judgedOf', { judged: page.right + page.wrong, count: page.sent })}</span>
      </header>
      <Radio.Group
        aria-label={t('rightMeans')}
        value={kindOf(check)}
        onChange={(kind) => set(asKind(kind, check))}
      >
        {offeredRules(page.groups, kindOf(check), page.inputs.outputs !== '').map((kind) => (
          <div key={kind} className={classes.kind}>
            <Radio size="xs" value={kind} label={t(`check.${kind}`)} />
            {kind === kindOf(check) && (
              <div className={classes.fields}>
                {kind === 'record' && <OwnRecord page={page} owner={owner} />}
                <RuleFields key={kind} check={check} refused={refused} onSet={set} />
              </div>
            )}
          </div>
        ))}
      </Radio.Group>
      <p className={classes.fine}>
        {t(check.kind === '' ? 'noRule' : 'whoWins')}{' '}
        {marked > 0 && check.kind !== '' && t('markedGroups', { count: marked })}
      </p>
      {incomplete > 0 && <p className={classes.fine}>{t('notJudgedIncomplete', { count: incomplete })}</p>}
    </PanelSection>
  )
}
