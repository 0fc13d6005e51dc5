import type { Hint } from '../../api/types'

export const noHint: Hint = { text: '', code: '' }

export const hasHint = ({ text, code }: Hint): boolean => text.trim() !== '' || code.trim() !== ''

export const isSameHint = (a: Hint, b: Hint): boolean => a.text === b.text && a.code === b.code
