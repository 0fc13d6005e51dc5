import { Kbd } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { printedKey } from '../lib/keys'

/** A key as it is printed, in the language of the interface: `Ctrl K`, `Esc`, `Échap`. */
export function Key({ children, className }: { children: string; className?: string }) {
  const { t } = useTranslation('keys')
  return <Kbd className={className ?? ''}>{printedKey(children, (key) => t(`printed.${key}`))}</Kbd>
}
