/** These keep the focus when a list's cursor moves: text fields, and everything in the panel. */
const KEEPERS = 'input:not([type="checkbox"]), textarea, aside'

/**
 * Gives a list the focus when its cursor moves. Then Enter and Space go to the list and not to the button that was
 * clicked before, and screen readers read the line under the cursor.
 */
export function focusList(list: HTMLElement | null): void {
  if (!document.activeElement?.closest(KEEPERS)) list?.focus({ preventScroll: true })
}
