import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { keys } from '../../api/keys'
import { postAct } from '../../api/team'
import { notifyDone } from '../../components/notify'
import { showNotice } from '../../lib/notices'

/** How long a failure stays to be read: whoever did it is walking through a room. */
const FAILED_MS = 60_000

interface Act {
  method: 'MarkVisited' | 'SendMessage' | 'SendMessageTo' | 'MarkGroup' | 'LabelGroup'
  args: unknown[]
  /** Says what is done, for the notice if it fails. */
  what: string
}

/** Returns a mutation that acts in class: through a network that comes and goes, and never fails silently. */
export function useAct(sessionId: number) {
  const { t } = useTranslation('assist')
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ method, args }: Act) => postAct(method, args),
    scope: { id: `acts-${sessionId}` }, // of two acts the second waits, so that the later one holds
    onSuccess: (_, { method, what }) => {
      if (method.startsWith('Send')) notifyDone(`${what} ${t('sent')}`)
      return queryClient.invalidateQueries({ queryKey: keys.assessment(sessionId) })
    },
    onError: (error, { what }) =>
      showNotice({ message: t('failed', { what, why: error.message }), tone: 'problem' }, FAILED_MS),
  })
}
