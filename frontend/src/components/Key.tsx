import { Kbd } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { printedKey } from '../lib/keys'

/** A key as it is printed, in the language of the interface: `Ctrl K`, `Esc`, `Échap`. */
export function Key({ children, className }: { children: string; className?: string }) {
  const { i18n } = useTranslation()
  return <Kbd className={className ?? ''}>{printedKey(children, i18n.language)}</Kbd>
}
