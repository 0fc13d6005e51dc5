import { IconFileOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { toApiError } from '../../../api/error'
import { useAnswer } from '../../../api/queries'
import { useRecord } from '../../../api/recordQueries'
import type { RecordView, Session } from '../../../api/types'
import { AfterAWhile } from '../../../components/AfterAWhile'
import { WholeAnswer } from '../../../components/answer/WholeAnswer'
import { Blank } from '../../../components/Blank'
import { Failed } from '../../../components/Failed'
import { LoadingRows } from '../../../components/LoadingRows'
import { hasSeveralParts } from '../list/parts'
import type { GoTo } from '../route/useRecordsRoute'
import { Facts } from './Facts'
import { Judgement } from './Judgement'
import { PanelFoot } from './PanelFoot'
import { PanelHead } from './PanelHead'
import type { RecordMarks } from './useRecordMarks'
import classes from './RecordPanel.module.css'

interface RecordPanelProps {
  session: Session
  id: number
  /** The record as the list beside the panel has it; undefined if the list does not show it. */
  listed: RecordView | undefined
  /** The part within which answers are grouped; 0 means all. */
  partId: number
  marks: RecordMarks
  onClose: () => void
  onMove: (step: 1 | -1) => void
  onEnlarge: () => void
  goTo: GoTo
  /** Whether records of the list beside it are selected. */
  hasSelection?: boolean
}

/** Says that the record cannot be shown: that it is gone, or what is wrong. */
function NotShown({ error, retry }: { error: Error; retry: () => unknown }) {
  const { t } = useTranslation('records')
  if (toApiError(error).code !== 'not_found') return <Failed error={error} retry={retry} />
  return (
    <Blank icon={<IconFileOff size={24} />} title={t('panel.gone')}>
      {t('panel.goneWhy')}
    </Blank>
  )
}

/** Returns the answer of the open record, and the record as it is judged now; neither if it no longer exists. */
function useOpenRecord({ session, id, listed, partId }: RecordPanelProps) {
  const { data: answer, error, refetch } = useAnswer({ id, receivedAt: listed?.receivedAt ?? '' })
  const { data: asked } = useRecord(session.id, partId, id, listed === undefined)
  const isGone = error !== null && toApiError(error).code === 'not_found'
  return { answer, error, refetch, record: isGone ? undefined : (listed ?? asked ?? answer?.record) }
}

/** A record with its whole answer, its verdict and what can be done about it. */
export function RecordPanel(props: RecordPanelProps) {
  const { session, partId, marks, onEnlarge } = props
  const { answer, error, refetch, record } = useOpenRecord(props)
  return (
    <>
      <PanelHead {...props} hasSelection={props.hasSelection} record={record} />
      <div className={classes.panelBody}>
        {error && <NotShown error={error} retry={refetch} />}
        {record && <Judgement record={record} partId={partId} marks={marks} />}
        {!answer && !error && (
          <AfterAWhile>
            <LoadingRows count={3} height={36} />
          </AfterAWhile>
        )}
        {answer && (
          <WholeAnswer answer={answer} heading="h2" onEnlarge={onEnlarge}>
            <Facts answer={answer} withPart={hasSeveralParts(session)} />
          </WholeAnswer>
        )}
      </div>
      {record && <PanelFoot {...props} record={record} />}
    </>
  )
}
