import { NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { keys } from '../../api/keys'
import { setShare } from '../../api/team'
import { useShareWords } from '../../components/useShareWords'

interface ShareSelectProps {
  share: string
  shares: string[]
}

/** Chooses the part of the room that the assistant looks after, for the others to see. */
export function ShareSelect({ share, shares }: ShareSelectProps) {
  const { t } = useTranslation('assist')
  const say = useShareWords()
  const client = useQueryClient()
  const choose = (next: string) =>
    void setShare(next, say(next)).then(
      () => client.invalidateQueries({ queryKey: keys.status }),
      () => undefined, // the page lists what failed
    )
  return (
    <NativeSelect
      size="md"
      aria-label={t('share')}
      data={[...new Set([...shares, share])].map((value) => ({ value, label: say(value) }))}
      value={share}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  )
}
