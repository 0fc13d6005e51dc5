import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { keys } from '../../api/keys'
import { postAct } from '../../api/outbox'
import { notifyDone } from '../../components/notify'

interface Act {
  method:
    | 'MarkVisited'
    | 'TakeHelp'
    | 'ReturnHelp'
    | 'PauseHelp'
    | 'SendMessage'
    | 'SendMessageTo'
    | 'MarkGroup'
    | 'LabelGroup'
    | 'SetHint'
    | 'MergeStudents'
    | 'UnmergeStudent'
  args: readonly unknown[]
  /** Says what is done, should it fail. */
  what: string
}

/** Returns a mutation that acts in class: through a network that comes and goes, and never fails silently. */
export function useAct(sessionId: number) {
  const { t } = useTranslation('assist')
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ method, args, what }: Act) => postAct(method, args, what),
    meta: { isListed: true },
    onSuccess: (_, { method, what }) => {
      if (method.startsWith('Send')) notifyDone(`${what}. ${t('sent')}`)
      return queryClient.invalidateQueries({ queryKey: keys.assessment(sessionId) })
    },
  })
}
