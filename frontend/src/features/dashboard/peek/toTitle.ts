/** Gives the focus to the title of what is open beside the grid, from where Escape closes it. */
export function toTitle(): void {
  document.querySelector<HTMLElement>('[data-peek-title]')?.focus({ preventScroll: true })
}
