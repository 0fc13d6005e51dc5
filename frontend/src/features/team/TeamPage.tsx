import { Button, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useCurrentFacts } from '../../api/queries'
import { useForceNumbers, useTeam } from '../../api/team'
import type { Team } from '../../api/types'
import { Failed } from '../../components/Failed'
import { LoadingRows } from '../../components/LoadingRows'
import { PageHead } from '../../components/Page'
import { ActLog } from './ActLog'
import { Invite } from './Invite'
import { People } from './People'
import classes from './TeamPage.module.css'

function Numbers({ team }: { team: Team }) {
  const { t } = useTranslation('team')
  const force = useForceNumbers()
  return (
    <Switch
      label={t('numbers')}
      description={t('numbersHint')}
      checked={team.numbersForced}
      onChange={(event) => force.mutate(event.currentTarget.checked)}
    />
  )
}

/** Who takes part in the class beside the teacher: inviting them, what they may do, and what they did. */
export function TeamPage() {
  const { t } = useTranslation(['team', 'colleague'])
  const { data: team, error, refetch } = useTeam()
  const session = useCurrentFacts()
  return (
    <div className={classes.page}>
      <PageHead>
        <h1>{t('title')}</h1>
        <Button component={Link} href="/colleagues" variant="default" className={classes.colleague ?? ''}>
          {t('colleague:open')}
        </Button>
      </PageHead>
      <div className={classes.body}>
        {error && <Failed error={error} retry={() => void refetch()} />}
        {!team && !error && <LoadingRows count={6} height={36} />}
        {team && (
          <div className={classes.columns}>
            <div>
              <Invite team={team} session={session} />
              <People people={team.people} />
              <Numbers team={team} />
            </div>
            <ActLog acts={team.acts} />
          </div>
        )}
      </div>
    </div>
  )
}
