import { EmptyState } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './Blank.module.css'

interface BlankProps {
  icon: ReactNode
  title: string
  children?: ReactNode
  actions?: ReactNode
}

/** A page with nothing on it: says why, and what to do next. */
export function Blank({ icon, title, children, actions }: BlankProps) {
  return (
    <div className={classes.blank}>
      <EmptyState icon={icon} title={title} description={children} size="md">
        {actions && <EmptyState.Actions>{actions}</EmptyState.Actions>}
      </EmptyState>
    </div>
  )
}
