import { ActionIcon, Tooltip } from '@mantine/core'
import { IconTag } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswer } from '../../../api/queries'
import type { AnswerGroup, QuestionPage, QuestionQuery } from '../../../api/types'
import { AfterAWhile } from '../../../components/AfterAWhile'
import { ImageLightbox } from '../../../components/answer/ImageLightbox'
import { WholeAnswer } from '../../../components/answer/WholeAnswer'
import { Failed } from '../../../components/Failed'
import { hintNote } from '../../../components/judging/hint'
import { LabelField, LabelTag } from '../../../components/judging/LabelField'
import { Hints, ReasonLine } from '../../../components/judging/Reasons'
import { noCheck, useGroupActions } from '../../../components/judging/useGroupActions'
import { VerdictButtons } from '../../../components/judging/VerdictButtons'
import { LoadingRows } from '../../../components/LoadingRows'
import { useShortcuts } from '../../../lib/shortcuts'
import classes from './JudgedAnswer.module.css'

interface MarksProps {
  query: QuestionQuery
  page: QuestionPage
  group: AnswerGroup
}

/** The verdict of a group with its reason, and what marks and labels it: right, wrong, a label. */
function Marks({ query, page, group }: MarksProps) {
  const { t } = useTranslation('question')
  const { t: feedback } = useTranslation('feedback')
  const actions = useGroupActions(query)
  const [isLabelling, setLabelling] = useState(false)
  const before = useRef<Element | null>(null)
  function label() {
    before.current = document.activeElement
    setLabelling(true)
  }
  // The grid has the focus mostly: its arrows go on.
  function onLabelled() {
    setLabelling(false)
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true })
  }
  const mark = (verdict: 'right' | 'wrong') => actions.mark(group, group.marked === verdict ? '' : verdict)
  useShortcuts({ r: () => mark('right'), w: () => mark('wrong'), l: label })
  const reference = page.check.kind === 'record' ? page.check.recordId || page.own.recordId : 0
  return (
    <div>
      <div className={classes.marks}>
        <VerdictButtons group={group} onMark={(verdict) => actions.mark(group, verdict)} />
        <Tooltip label={t('addLabel')}>
          <ActionIcon aria-label={t('addLabel')} onClick={label}>
            <IconTag size={16} />
          </ActionIcon>
        </Tooltip>
        {group.label !== '' && !isLabelling && (
          <LabelTag label={group.label} onEdit={label} onRemove={() => actions.label(group, '')} />
        )}
        <Hints
          group={group}
          isReference={reference !== 0 && group.members.some(({ recordId }) => recordId === reference)}
        />
      </div>
      {isLabelling && (
        <LabelField
          of={`${String(query.partId)} ${query.question} ${group.key}`}
          label={group.label}
          known={page.labels}
          hint={group.hint}
          hintNote={feedback(hintNote(page.feedback))}
          onSave={(...said) => actions.label(group, ...said)}
          onClose={onLabelled}
        />
      )}
      <ReasonLine
        group={group}
        onUnmark={() => actions.mark(group, '')}
        onRemoveRule={() => void actions.check(page.check, noCheck)}
      />
    </div>
  )
}

interface JudgedAnswerProps {
  query: QuestionQuery
  page: QuestionPage | undefined
  /** The group that the answer is in; undefined while it is not known. */
  group: AnswerGroup | undefined
  recordId: number
  /** Which sending of the record it is. */
  version: string
}

/** A whole answer, its verdict with the reason, and the marks. */
export function JudgedAnswer({ query, page, group, recordId, version }: JudgedAnswerProps) {
  const { data: answer, error, refetch } = useAnswer({ id: recordId, receivedAt: version })
  const [isLarge, setLarge] = useState(false)
  return (
    <>
      <div className={classes.room}>
        {page && group && <Marks key={group.key} query={query} page={page} group={group} />}
      </div>
      {error && <Failed error={error} retry={refetch} />}
      {!answer && !error && (
        <AfterAWhile>
          <LoadingRows count={3} height={36} />
        </AfterAWhile>
      )}
      {answer && <WholeAnswer answer={answer} heading="h3" onEnlarge={() => setLarge(true)} />}
      {isLarge && answer && (
        <ImageLightbox
          records={[{ ...answer.record, receivedAt: version }]}
          id={answer.record.id}
          onShow={() => undefined}
          onClose={() => setLarge(false)}
        />
      )}
    </>
  )
}
