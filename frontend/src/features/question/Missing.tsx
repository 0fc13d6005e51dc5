import { Button } from '@mantine/core'
import { IconMessage } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { QuestionPage } from '../../api/types'
import { formatCount } from '../../lib/format'
import type { CardContext } from './GroupCard'
import { GroupNames } from '../../components/judging/GroupNames'
import classes from './Missing.module.css'

/** Who was seen and did not send the question. */
export function Missing({ page, onMessage }: { page: QuestionPage; onMessage: CardContext['onMessage'] }) {
  const { t } = useTranslation('question')
  if (page.missing.length === 0) return null
  return (
    <section className={classes.missing} aria-label={t('missing')}>
      <p className={classes.missingCount}>{formatCount(page.missing.length)}</p>
      <div className={classes.missingBody}>
        <p className="muted">{t('missing')}</p>
        <GroupNames members={page.missing.map((student) => ({ student }))} />
      </div>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconMessage size={14} />}
        onClick={() => onMessage(page.missing)}
      >
        {t('message', { count: page.missing.length })}
      </Button>
    </section>
  )
}
