import { SegmentedControl, Switch, useMantineColorScheme } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Status } from '../../api/types'
import { useToggleNames } from '../../components/useToggleNames'
import { setAnnouncing, setTextSize, type TextSize, useAnnouncing, useTextSize } from '../../lib/preferences'
import { chooseLanguage, languageChoice } from '../../words/language'
import { languages } from '../../words/languages'

const themes = ['auto', 'light', 'dark'] as const
const sizes: TextSize[] = ['100', '125', '150']

/** Whether the students' names are hidden. */
export function HideNames({ status }: { status: Status }) {
  const { t } = useTranslation('settings')
  const toggle = useToggleNames()
  return <Switch label={t('names.label')} checked={status.namesHidden} onChange={toggle} />
}

/** Whether a screen reader hears what the class sends. */
export function Announcing() {
  const { t } = useTranslation('settings')
  return (
    <Switch
      label={t('announce.label')}
      checked={useAnnouncing()}
      onChange={(event) => setAnnouncing(event.currentTarget.checked)}
    />
  )
}

/** The language of the interface, now and from the next start on. */
export function LanguageChoice() {
  const { t } = useTranslation('settings')
  const [choice, setChoice] = useState(languageChoice)
  return (
    <SegmentedControl
      aria-label={t('language.title')}
      data={[
        { value: 'system', label: t('language.system') },
        ...languages.map(({ code, name }) => ({ value: code, label: <span lang={code}>{name}</span> })),
      ]}
      value={choice}
      onChange={(chosen) => {
        setChoice(chosen)
        void chooseLanguage(chosen)
      }}
    />
  )
}

/** Light, dark, or what the system has. */
export function ThemeChoice() {
  const { t } = useTranslation('settings')
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  return (
    <SegmentedControl
      aria-label={t('theme.title')}
      data={themes.map((value) => ({ value, label: t(`theme.${value}`) }))}
      value={colorScheme}
      onChange={setColorScheme}
    />
  )
}

/** How large the text is; the menu's zoom knows sizes between these. */
export function TextSizeChoice() {
  const { t } = useTranslation('settings')
  const size = useTextSize()
  const offered = sizes.includes(size) ? sizes : [...sizes, size].sort((a, b) => Number(a) - Number(b))
  return (
    <SegmentedControl
      aria-label={t('size.title')}
      data={offered.map((value) => ({ value, label: t('size.percent', { size: value }) }))}
      value={size}
      onChange={setTextSize}
    />
  )
}
