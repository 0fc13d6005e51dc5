import type { Feedback, Hint } from '../../api/types'

export const noHint: Hint = { text: '', code: '' }

export const hasHint = ({ text, code }: Hint): boolean => text.trim() !== '' || code.trim() !== ''

export const isSameHint = (a: Hint, b: Hint): boolean => a.text === b.text && a.code === b.code

/** The word that says who hears a hint, given what students hear of the question. */
export const hintNote = ({ kind }: Pick<Feedback, 'kind'>) => (kind === 'hint' ? 'hintNote' : 'hintOff')
