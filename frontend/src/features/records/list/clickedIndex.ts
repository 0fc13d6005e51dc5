/**
 * Returns the place in a list of what was clicked, by its data-index; -1 where it was none of the records. A
 * list listens once for all of them: so what each is given stays the same, and only what changes is drawn again.
 */
export function clickedIndex(target: EventTarget): number {
  const at = target instanceof Element ? target.closest('[data-index]') : null
  return Number(at?.getAttribute('data-index') ?? -1)
}
