import { IconX } from '@tabler/icons-react'
import classes from './records.module.css'

interface FilterChipProps {
  name: string
  value: string
  onRemove: () => void
}

/** A filter that is in force. */
export function FilterChip({ name, value, onRemove }: FilterChipProps) {
  return (
    <span className={classes.chip}>
      <span className={classes.chipName}>{name}</span>
      <bdi className={classes.chipValue} title={value}>
        {value}
      </bdi>
      <button type="button" aria-label={`Remove the filter ${name}`} onClick={onRemove}>
        <IconX size={14} />
      </button>
    </span>
  )
}
