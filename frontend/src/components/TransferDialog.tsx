import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { cancelTransfer, readTransfer, subscribeTransfer, type Transfer } from '../api/transfers'
import { formatCount } from '../lib/format'

const MIN_SHARE = 0.02 // of the records: before that the time that is left is a guess
const SECOND = 1000

/** Returns how many seconds a transfer will take from now on; undefined if that cannot be told yet. */
export function secondsLeft({ startedAt, at, done, total }: Transfer): number | undefined {
  if (total === 0 || done < total * MIN_SHARE) return undefined
  return Math.max(1, Math.ceil((((at - startedAt) / done) * (total - done)) / SECOND))
}

/** Shows how far an export or an import is, and ends it. One that is quick shows nothing. */
export function TransferDialog() {
  const { t } = useTranslation('common')
  const transfer = useSyncExternalStore(subscribeTransfer, readTransfer)
  if (!transfer) return null
  const { kind, name, done, total, isCancelled } = transfer
  const left = secondsLeft(transfer)
  const share = total === 0 ? 100 : Math.min(100, (done / total) * 100)
  return (
    <Modal
      opened
      onClose={() => cancelTransfer(transfer)}
      title={t(`transfer.${kind}`, { name })}
      withCloseButton={false}
      closeOnClickOutside={false}
    >
      <Stack gap="md">
        <Progress value={share} animated={total === 0} aria-label={t(`transfer.${kind}`, { name })} />
        <Text size="sm">
          {total === 0
            ? t('transfer.done', { count: done, n: formatCount(done) })
            : t('transfer.of', { n: formatCount(Math.min(done, total)), total: formatCount(total) })}
          {left !== undefined && ` · ${t('transfer.left', { count: left })}`}
        </Text>
        <Group justify="flex-end">
          <Button
            variant="default"
            data-autofocus
            loading={isCancelled}
            onClick={() => cancelTransfer(transfer)}
          >
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
