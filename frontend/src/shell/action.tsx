import type { SpotlightActionData } from '@mantine/spotlight'
import type { ComponentType } from 'react'
import { Key } from '../components/Key'

const ICON = 16

/** Returns an entry of find-or-do. */
export function action(
  id: string,
  label: string,
  Icon: ComponentType<{ size: number }>,
  onClick: () => unknown,
  key?: string,
): SpotlightActionData {
  return {
    id,
    label,
    leftSection: <Icon size={ICON} />,
    ...(key !== undefined && { rightSection: <Key>{key}</Key> }),
    onClick: () => void onClick(),
  }
}
