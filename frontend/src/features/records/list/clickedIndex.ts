/**
 * Returns the index of the record that was clicked, from its data-index; -1 if no record was clicked. A list listens
 * once for all its records, so that their props stay the same and only changed records are drawn again.
 */
export function clickedIndex(target: EventTarget): number {
  const at = target instanceof Element ? target.closest('[data-index]') : null
  return Number(at?.getAttribute('data-index') ?? -1)
}
