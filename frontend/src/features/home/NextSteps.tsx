import { IconHelp, IconNotebook, IconStethoscope } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import classes from './NextSteps.module.css'

interface StepProps {
  href: string
  icon: ReactNode
  title: string
  text: string
}

/** A link to a page, with what is there. */
export function Step({ href, icon, title, text }: StepProps) {
  return (
    <Link href={href} className={classes.next}>
      {icon}
      <span>
        <b>{title}</b>
        <span className="muted">{text}</span>
      </span>
    </Link>
  )
}

/** Links to the help, to the page that prepares a notebook and to the network doctor. */
export function NextSteps() {
  const { t } = useTranslation('home')
  return (
    <div className={classes.nexts}>
      <Step
        href="/help"
        icon={<IconHelp size={16} aria-hidden />}
        title={t('next.help')}
        text={t('next.helpText')}
      />
      <Step
        href="/notebook"
        icon={<IconNotebook size={16} aria-hidden />}
        title={t('next.notebook')}
        text={t('next.notebookText')}
      />
      <Step
        href="/doctor"
        icon={<IconStethoscope size={16} aria-hidden />}
        title={t('next.doctor')}
        text={t('next.doctorText')}
      />
    </div>
  )
}
