import { ActionIcon, Button } from '@mantine/core'
import { IconChartBar, IconLayoutGrid, IconMessage, IconRoute } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { RecordView, Session } from '../../../api/types'
import { questionRoute } from '../../../lib/routes'
import { noFilter } from '../route/route'
import type { GoTo } from '../route/useRecordsRoute'
import { MessageTo } from '../student/MessageTo'
import classes from './PanelFoot.module.css'

const ICON = 14

interface PanelFootProps {
  session: Session
  record: RecordView
  /** The part within which answers are grouped; 0 means all. */
  partId: number
  goTo: GoTo
}

/** Where the open record leads: to its student, its question, all answers to it, and a message. */
export function PanelFoot({ session, record, partId, goTo }: PanelFootProps) {
  const { t } = useTranslation(['records', 'common'])
  const [isWriting, setWriting] = useState(false)
  const toGallery = t('panel.allOfQuestion', { label: record.question })
  const student = { id: record.studentId, display: record.student, number: record.studentNumber }
  return (
    <footer className={classes.panelFoot}>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconRoute size={ICON} />}
        title={t('panel.path')}
        onClick={() => goTo({ view: 'student', student: record.studentId, record: undefined }, 'push')}
      >
        {t('common:student')}
      </Button>
      <Button
        component={Link}
        href={questionRoute(record.question, partId)}
        variant="default"
        size="compact-sm"
        leftSection={<IconChartBar size={ICON} />}
        title={t('panel.groups')}
      >
        {t('common:question')}
      </Button>
      <ActionIcon
        variant="default"
        aria-label={toGallery}
        title={toGallery}
        onClick={() =>
          goTo(
            { view: 'gallery', filter: { ...noFilter, questions: [record.question] }, record: undefined },
            'push',
          )
        }
      >
        <IconLayoutGrid size={ICON} />
      </ActionIcon>
      <span className="grow" />
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconMessage size={ICON} />}
        onClick={() => setWriting(true)}
      >
        {t('panel.message')}
      </Button>
      <MessageTo session={session} student={student} opened={isWriting} onClose={() => setWriting(false)} />
    </footer>
  )
}
