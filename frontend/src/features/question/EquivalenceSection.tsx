import { SegmentedControl } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Equivalence, QuestionPage } from '../../api/types'
import type { EquivalenceOption, EquivalenceWords } from '../../components/answer/kinds/kind'
import { kindOf, kinds } from '../../components/answer/kinds/registry'
import { PanelSection } from '../../components/Page'
import { ToleranceField } from './ToleranceField'
import classes from './EquivalenceSection.module.css'

/** The order of the sentences on how answers are compared. */
const WORDS: EquivalenceWords[] = ['alikeNumbers', 'alikeText', 'alikeCode', 'alikePlots']

interface ChoiceProps {
  label: string
  isOn: boolean
  off: string
  on: string
  onSet: (isOn: boolean) => void
}

function Choice({ label, isOn, off, on, onSet }: ChoiceProps) {
  const id = useId()
  return (
    <div className={classes.choice}>
      <span id={id}>{label}</span>
      <SegmentedControl
        size="xs"
        transitionDuration={0}
        aria-labelledby={id}
        data={[
          { value: 'off', label: off },
          { value: 'on', label: on },
        ]}
        value={isOn ? 'on' : 'off'}
        onChange={(value) => onSet(value === 'on')}
      />
    </div>
  )
}

interface EquivalenceSectionProps {
  page: QuestionPage
  onSet: (equivalence: Equivalence) => void
}

function Numbers({ page: { equivalence }, onSet }: EquivalenceSectionProps) {
  const { t } = useTranslation('question')
  return (
    <>
      <ToleranceField
        label={t('relative')}
        value={equivalence.relative}
        onSet={(relative) => onSet({ ...equivalence, relative })}
      />
      <ToleranceField
        label={t('absolute')}
        value={equivalence.absolute}
        onSet={(absolute) => onSet({ ...equivalence, absolute })}
      />
      <Choice
        label={t('wholeNumbers')}
        isOn={equivalence.wholeExact}
        off={t('wholeTolerant')}
        on={t('wholeExact')}
        onSet={(wholeExact) => onSet({ ...equivalence, wholeExact })}
      />
      <Choice
        label={t('valueOrder')}
        isOn={equivalence.anyOrder}
        off={t('orderCounts')}
        on={t('orderIgnored')}
        onSet={(anyOrder) => onSet({ ...equivalence, anyOrder })}
      />
    </>
  )
}

/** Which answers are equal: the rules for the types that were sent; all rules before the first answer. */
export function EquivalenceSection({ page, onSet }: EquivalenceSectionProps) {
  const { t } = useTranslation('question')
  const { equivalence } = page
  const sent = page.groups.map(({ type }) => kindOf(type))
  const rules = (sent.length === 0 ? Object.values(kinds) : sent).map(({ equivalence }) => equivalence)
  const has = (option: EquivalenceOption) => rules.some(({ options }) => options.includes(option))
  const said = WORDS.filter((key) => rules.some(({ words }) => words === key))
  return (
    <PanelSection>
      <h2>{t('alikeMeans')}</h2>
      <div className={classes.options}>
        {has('numbers') && <Numbers page={page} onSet={onSet} />}
        {has('letterCase') && (
          <Choice
            label={t('textCase')}
            isOn={equivalence.foldCase}
            off={t('caseCounts')}
            on={t('caseIgnored')}
            onSet={(foldCase) => onSet({ ...equivalence, foldCase })}
          />
        )}
        {has('localNames') && (
          <Choice
            label={t('localNames')}
            isOn={equivalence.ignoreNames}
            off={t('namesCount')}
            on={t('namesIgnored')}
            onSet={(ignoreNames) => onSet({ ...equivalence, ignoreNames })}
          />
        )}
      </div>
      <p className={classes.fine}>
        {said.map((key) => `${t(key)} `)}
        {page.sent > 0 &&
          rules.some(({ options }) => options.length > 0) &&
          t('actsAtOnce', { count: page.sent })}
      </p>
    </PanelSection>
  )
}
