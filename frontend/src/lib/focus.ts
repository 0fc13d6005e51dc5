/** Gives a field the focus at once, so that it gets what is typed right after the key that opened it. Use it as a ref, too. */
export function takeFocus(field: HTMLElement | null): void {
  field?.focus({ preventScroll: true })
}
