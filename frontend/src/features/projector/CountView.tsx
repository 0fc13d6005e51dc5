import { RollingNumber } from '@mantine/core'
import { useReducedMotion } from '@mantine/hooks'
import { Trans, useTranslation } from 'react-i18next'
import type { Projection } from '../../api/types'
import { Strip } from './Strip'
import { EmptyView } from './EmptyView'
import classes from './CountView.module.css'

/** How long the digits roll, in milliseconds. */
const ROLL = 600

/** A number that rolls to its next value, unless less motion is asked for. */
export function Rolling({ value }: { value: number }) {
  const isStill = useReducedMotion(false, { getInitialValueInEffect: false })
  return <RollingNumber component="span" value={value} animationDuration={isStill ? 0 : ROLL} />
}

/** How many of the class sent a question, as large as the screen. */
export function CountView({ shown }: { shown: Projection }) {
  const { t } = useTranslation('projector')
  const { question, title, sent, seen } = shown
  if (question === '') return <EmptyView>{t('nothingYet')}</EmptyView>
  return (
    <section className={classes.counting} data-testid="projector-count">
      {title !== '' && (
        <h1 className={classes.countTitle}>
          <bdi>{title}</bdi>
        </h1>
      )}
      <p className={classes.clock}>
        <Trans
          ns="projector"
          i18nKey="countSays"
          count={sent}
          values={{ seen, label: question }}
          components={{ n: <Rolling value={sent} />, of: <span className={classes.clockWords} /> }}
        />
      </p>
      <Strip sent={sent} seen={seen} />
    </section>
  )
}
