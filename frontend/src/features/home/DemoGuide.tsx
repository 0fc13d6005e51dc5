import { IconChartBar, IconListDetails, IconRoute } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNewestRecords } from '../../api/recordQueries'
import type { Session } from '../../api/types'
import { LastRecords } from './LastRecords'
import { Step } from './NextSteps'
import { SessionStep } from './SessionStep'
import classes from './DemoGuide.module.css'

const SHOWN = 5

interface DemoGuideProps {
  session: Session
  /** Set where the teacher has no session yet: then the first one can be made. */
  owner: string | undefined
}

/** What to look at while the invented class works; without a first cell, which would lead nowhere. */
export function DemoGuide({ session, owner }: DemoGuideProps) {
  const { t } = useTranslation('demo')
  const { data } = useNewestRecords(session.id, SHOWN)
  return (
    <>
      <h1>{t('guide.title')}</h1>
      <p className={`muted ${classes.lead}`}>{t('guide.lead')}</p>
      <div className={classes.steps}>
        <Step
          href="/dashboard"
          icon={<IconChartBar size={16} aria-hidden />}
          title={t('guide.dashboard')}
          text={t('guide.dashboardText')}
        />
        <Step
          href="/records"
          icon={<IconListDetails size={16} aria-hidden />}
          title={t('guide.records')}
          text={t('guide.recordsText')}
        />
        <Step
          href="/help/tutorial"
          icon={<IconRoute size={16} aria-hidden />}
          title={t('guide.tour')}
          text={t('guide.tourText')}
        />
      </div>
      {data && data.records.length > 0 && <LastRecords records={data.records} />}
      {owner !== undefined && <SessionStep owner={owner} />}
    </>
  )
}
