import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImageAnswer } from '../../api/types'
import { useShortcuts } from '../../lib/shortcuts'
import { Key } from '../Key'
import classes from './PictureDiff.module.css'

/** What is drawn of two pictures that lie over each other: where they differ, or one of them in the place of both. */
type Drawn = 'difference' | 'left' | 'right'

/** The sides as a comparison of lines calls them: the right one is what is added. */
const SIGNS = { left: '−', right: '+' }

interface PictureDiffProps {
  left: ImageAnswer | null | undefined
  right: ImageAnswer | null | undefined
}

/** Two pictures in one place: where both are the same there is paper, and B puts one in the place of the other. */
export function PictureDiff({ left, right }: PictureDiffProps) {
  const { t } = useTranslation('answer')
  const [drawn, draw] = useState<Drawn>('difference')
  useShortcuts({ b: () => draw(drawn === 'left' ? 'right' : 'left') })
  if (!left || !right) return <p className="muted">{t('unreadablePicture')}</p>
  if (left.source === right.source) return <p className="muted">{t('sameCode')}</p>
  const shown = drawn === 'difference' ? [left, right] : [drawn === 'left' ? left : right]
  return (
    <div className={classes.both}>
      <div className={classes.choice}>
        <SegmentedControl
          size="xs"
          aria-label={t('overlaid.name')}
          value={drawn}
          onChange={draw}
          data={[
            { value: 'left', label: SIGNS.left },
            { value: 'difference', label: t('overlaid.difference') },
            { value: 'right', label: SIGNS.right },
          ]}
        />
        <Key>B</Key>
        <span className="faint truncate">{t(`overlaid.${drawn}`)}</span>
      </div>
      <div className={classes.stack} data-drawn={drawn}>
        {shown.map(({ source }) => (
          <img key={source} src={source} alt={t(`overlaid.${drawn}`)} />
        ))}
      </div>
    </div>
  )
}
