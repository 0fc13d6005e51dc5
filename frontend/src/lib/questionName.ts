/** Returns a question in plain text, for lists to choose from: its label and its title, which may be ''. */
export function questionName(label: string, title: string): string {
  return title === '' ? label : `${label} · ${title}`
}
