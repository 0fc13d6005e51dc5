/**
 * Returns the place in a list of what was clicked, by its data-place; -1 where it was none of the records. A
 * list listens once for all of them: so what each is given stays the same, and only what changes is drawn again.
 */
export function placeClicked(target: EventTarget): number {
  const at = target instanceof Element ? target.closest('[data-place]') : null
  return Number(at?.getAttribute('data-place') ?? -1)
}
