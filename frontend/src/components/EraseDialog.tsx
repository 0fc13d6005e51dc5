import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { IconEraser } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { searchKey } from '../lib/searchKey'
import { Form } from './Form'

interface EraseDialogProps {
  title: string
  /** What is erased, above what holds for every erasing. */
  children: ReactNode
  /** Whether anything is chosen. */
  canErase?: boolean
  isBusy: boolean
  onErase: () => void
  onClose: () => void
}

/** Asks before something is erased for good: the word must be typed, as nothing brings it back. */
export function EraseDialog({
  title,
  children,
  canErase = true,
  isBusy,
  onErase,
  onClose,
}: EraseDialogProps) {
  const { t } = useTranslation(['privacy', 'common'])
  const [typed, setTyped] = useState('')
  const isTyped = searchKey(typed.trim()) === searchKey(t('erase.word'))
  return (
    <Modal opened onClose={onClose} title={title} closeOnEscape={!isBusy} closeOnClickOutside={!isBusy}>
      <Form canSend={isTyped && canErase && !isBusy} onSend={onErase}>
        <Stack gap="md">
          {children}
          <p>{t('erase.noUndo')}</p>
          <p className="muted">{t('erase.everywhere')}</p>
          <TextInput
            label={t('erase.type', { word: t('erase.word') })}
            value={typed}
            disabled={isBusy}
            autoComplete="off"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" data-autofocus disabled={isBusy} onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button
              type="submit"
              variant="outline"
              color="red"
              loading={isBusy}
              disabled={!isTyped || !canErase}
              leftSection={<IconEraser size={14} />}
            >
              {t('erase.go')}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Modal>
  )
}
