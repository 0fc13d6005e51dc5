import { Button } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Variant } from '../../api/types'
import { fromFirstLine } from '../../components/answer/blank'
import { Code } from '../../components/answer/Code'
import { formatCount } from '../../lib/format'
import classes from './Variants.module.css'

interface VariantsProps {
  variants: Variant[]
  isOpen: boolean
  onOpen: () => void
}

/** How the functions of a group are written, which all give the same: each way with its count. */
export function Variants({ variants, isOpen, onOpen }: VariantsProps) {
  const { t } = useTranslation('question')
  const id = useId()
  return (
    <div className={classes.variants}>
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={isOpen ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        aria-expanded={isOpen}
        aria-controls={id}
        title={t('variantsHint')}
        onClick={onOpen}
      >
        {t('variants', { count: variants.length })}
      </Button>
      {isOpen && (
        <ul id={id} className={classes.list}>
          {variants.map(({ count, recordId, preview }) => (
            <li key={recordId}>
              <span className={classes.count}>{t('variantCount', { count, shown: formatCount(count) })}</span>
              <Code source={fromFirstLine(preview.text).trimEnd() + (preview.cut ? '\n…' : '')} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
