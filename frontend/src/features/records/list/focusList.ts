/** What keeps the focus when a list's cursor moves: a field that is typed in, and all that is in the panel. */
const KEEPERS = 'input:not([type="checkbox"]), textarea, aside'

/**
 * Gives a list the focus when its cursor moves, so that Enter and Space are the list's, and no longer what was
 * clicked to come here is pressed by them; and so that the line under the cursor is read out.
 */
export function focusList(list: HTMLElement | null): void {
  if (!document.activeElement?.closest(KEEPERS)) list?.focus({ preventScroll: true })
}
