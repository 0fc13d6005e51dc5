import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import i18next from 'i18next'
import { copyText, openInBrowser, openProjector } from '../api/client'
import { notifyDone, notifyError } from './notify'

const say = (key: 'opened' | 'copyAddress') => i18next.t(key, { ns: 'projector' })

/**
 * Returns a function that opens a route of the projector in a browser on this computer, for a second screen. That page
 * can show nothing else. If no browser opens, the address of the page is offered.
 */
export function useSecondScreen(): (place: string) => void {
  return (place) =>
    void openProjector().then((opened) => {
      const address = `${opened}#${place}`
      openInBrowser(address)
      notifyDone(
        <>
          {say('opened')}{' '}
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconCopy size={14} />}
            onClick={() => void copyText(address).catch(notifyError)}
          >
            {say('copyAddress')}
          </Button>
        </>,
      )
    }, notifyError)
}
