import { Button } from '@mantine/core'
import { IconPresentation } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useProjecting } from '../../lib/projecting'
import { projectorRoute } from '../../lib/routes'
import { Key } from '../Key'
import { type Compared, projectable } from './compared'

interface ProjectTheseProps {
  chosen: Compared[]
  question: string
  /** The part whose answers are compared; 0 means all. */
  partId: number
}

/** Projects the compared groups, but for those that the class may not see. P does it too. */
export function ProjectThese({ chosen, question, partId }: ProjectTheseProps) {
  const { t } = useTranslation('records')
  const [, navigate] = useLocation()
  const keys = projectable(chosen)
  const route = keys.length > 0 ? projectorRoute('answers', question, keys, partId) : undefined
  useProjecting(route)
  const isPart = keys.length < chosen.length
  return (
    <Button
      variant="default"
      size="compact-sm"
      disabled={route === undefined}
      title={isPart ? t('gallery.projectFew') : undefined}
      leftSection={<IconPresentation size={14} />}
      rightSection={<Key>P</Key>}
      onClick={() => route !== undefined && navigate(route)}
    >
      {t('gallery.projectThese')}
    </Button>
  )
}
