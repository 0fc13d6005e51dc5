import { ActionIcon, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './PeekFrame.module.css'

interface PeekFrameProps {
  title: ReactNode
  /** The line under the title. */
  about?: ReactNode
  foot?: ReactNode
  children: ReactNode
  onClose: () => void
}

/** What all that opens beside the grid has: a title, what it shows, and where it leads. */
export function PeekFrame({ title, about, foot, children, onClose }: PeekFrameProps) {
  const { t } = useTranslation(['dashboard', 'common'])
  const close = `${t('common:closePanel')} (Esc)`
  return (
    <>
      <header className={classes.head}>
        <div className={classes.title}>
          <h2 tabIndex={-1} data-peek-title>
            {title}
          </h2>
          <Tooltip label={close}>
            <ActionIcon aria-label={close} onClick={onClose}>
              <IconX size={14} />
            </ActionIcon>
          </Tooltip>
        </div>
        {about !== undefined && <div className={classes.about}>{about}</div>}
      </header>
      <div className={classes.body}>{children}</div>
      {foot !== undefined && <footer className={classes.foot}>{foot}</footer>}
    </>
  )
}
