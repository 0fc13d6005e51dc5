/** Reports whether a text has nothing to see. A text that was cut may have something in the rest. */
export function isBlank({ text, cut }: { text: string; cut: boolean }): boolean {
  return !cut && text.trim() === ''
}

/** Returns a text from its first line that is not blank, so that a short preview has no empty lines. */
export function fromFirstLine(text: string): string {
  return text.replace(/^\s*\n/, '')
}
