import { useTranslation } from 'react-i18next'
import { useSteps } from '../../api/preparation'
import type { Preparation, PreparationStep, StepKind } from '../../api/types'
import { notifyUndo } from '../../components/undo'

/** Returns what takes a step with the notebook, says so and offers to undo it, and what takes the last one back. */
export function useTakeStep({ id }: Pick<Preparation, 'id'>) {
  const { t } = useTranslation('notebook')
  const { take, undo } = useSteps(id)
  function say(step: Partial<PreparationStep> & { do: StepKind }, session: string) {
    notifyUndo(t(`did.${step.do}`, { session, start: step.start ?? 1 }), () => undo.mutateAsync())
  }
  return {
    isBusy: take.isPending || undo.isPending,
    undo: () => undo.mutate(),
    take: (step: Partial<PreparationStep> & { do: StepKind }) =>
      take.mutateAsync(step).then(
        (now) => {
          say(step, now.steps.at(-1)?.session ?? '')
          return true
        },
        () => false, // what went wrong is said by the page
      ),
  }
}
