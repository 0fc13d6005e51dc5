/** Has a field take the focus at once, also as its ref: what is typed right behind the key that opened it belongs to it. */
export function takeFocus(field: HTMLElement | null): void {
  field?.focus({ preventScroll: true })
}
