import type { Numbering } from '../../api/types'

/** Returns the calls whose label becomes another one. */
export const changing = (numbers: readonly Numbering[]): Numbering[] =>
  numbers.filter(({ old, new: becomes }) => old !== becomes)
