import { Menu } from '@mantine/core'

/** The formats of an export, as the content of a menu. */
export function ExportChoices({ onChoose }: { onChoose: (format: 'csv' | 'zip') => void }) {
  return (
    <Menu.Dropdown>
      <Menu.Item onClick={() => onChoose('csv')}>CSV, for a spreadsheet</Menu.Item>
      <Menu.Item onClick={() => onChoose('zip')}>ZIP, with the pictures and the code</Menu.Item>
    </Menu.Dropdown>
  )
}
