import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import classes from './Done.module.css'

/** A step that is done, with the way to change it. */
export function Done({ children, action, href }: { children: ReactNode; action: string; href: string }) {
  return (
    <div className={classes.done}>
      <span className={classes.check}>
        <IconCheck size={14} aria-hidden />
      </span>
      <span className="muted truncate">{children}</span>
      <Button component={Link} href={href} variant="subtle" size="compact-sm">
        {action}
      </Button>
    </div>
  )
}
