import { ActionIcon, Button, Menu, Select } from '@mantine/core'
import { IconArrowsSort, IconCheck, IconListNumbers } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionFacts } from '../../api/types'
import { ReleaseButton } from '../../components/feedback/ReleaseButton'
import { SessionFeedback } from '../../components/feedback/SessionFeedback'
import { useSessionFeedback } from '../../components/feedback/useFeedback'
import { FoldedQuestions } from './FoldedQuestions'
import type { Column } from './gridModel'
import { Legend } from './Legend'
import { type Order, orders } from './order'
import classes from './GridTools.module.css'

/** Chooses the part of the session that is shown; nothing if the session has one part. */
function PartChoice({
  parts,
  partId,
  onPart,
}: Pick<SessionFacts, 'parts'> & Pick<GridToolsProps, 'partId' | 'onPart'>) {
  const { t } = useTranslation('dashboard')
  if (parts.length < 2) return null
  return (
    <Select
      className={classes.part}
      size="xs"
      aria-label={t('part')}
      data={[
        { value: '0', label: t('allParts') },
        ...parts.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      value={String(partId)}
      onChange={(value) => onPart(Number(value))}
      allowDeselect={false}
    />
  )
}

interface GridToolsProps {
  session: SessionFacts
  /** How many answers wait for a release. */
  held: number
  partId: number
  onPart: (partId: number) => void
  order: Order
  onOrder: (order: Order) => void
  onCatalogue: () => void
  /** Whether there are verdicts: of the columns it is told no more, as they change with each record. */
  isJudged: boolean
  hasAttempts: boolean
  folded: readonly Column[]
}

/** The bar above the grid: its legend, the part that it shows, and the order of questions and students. */
export const GridTools = memo(function GridTools({
  order,
  onOrder,
  onCatalogue,
  session,
  held,
  isJudged,
  hasAttempts,
  folded,
  ...part
}: GridToolsProps) {
  const { t } = useTranslation('dashboard')
  const { onRelease } = useSessionFeedback(session.id, session.feedback)
  return (
    <div className={classes.tools}>
      <Legend isJudged={isJudged} withAttempts={hasAttempts} withFreshness={session.open} />
      <span className="grow" />
      {folded.length > 0 && <FoldedQuestions questions={folded} partId={part.partId} />}
      <PartChoice parts={session.parts} {...part} />
      <ReleaseButton held={held} onRelease={onRelease} />
      <SessionFeedback session={session} hasKey isShort={held > 0} />
      <ActionIcon aria-label={t('catalogue')} title={t('catalogueHint')} onClick={onCatalogue}>
        <IconListNumbers size={16} />
      </ActionIcon>
      <Menu>
        <Menu.Target>
          <Button
            variant="subtle"
            size="compact-sm"
            className={classes.order}
            leftSection={<IconArrowsSort size={14} />}
            aria-label={`${t('order')}: ${t(`orders.${order}`)}`}
          >
            {t(`orders.${order}`)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {orders.map((one) => (
            <Menu.Item
              key={one}
              aria-current={one === order}
              leftSection={<IconCheck size={14} visibility={one === order ? 'visible' : 'hidden'} />}
              onClick={() => onOrder(one)}
            >
              {t(`orders.${one}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
})
