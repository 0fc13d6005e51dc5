/** Reports whether a text has nothing to see; what was cut off may have. */
export function isBlank({ text, cut }: { text: string; cut: boolean }): boolean {
  return !cut && text.trim() === ''
}

/** Returns a text from its first line on that is not blank: of few lines none is spent on nothing. */
export function fromFirstLine(text: string): string {
  return text.replace(/^\s*\n/, '')
}
