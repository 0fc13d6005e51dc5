import { copyText } from '../api/client'
import { pastedText } from '../api/desktop'

type TextField = HTMLInputElement | HTMLTextAreaElement

function focusedField(): TextField | null {
  const focused = document.activeElement
  return focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement ? focused : null
}

function selectedText(): string {
  const field = focusedField()
  if (field) return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)
  return String(getSelection() ?? '')
}

function run(command: string, value?: string): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else keeps what Ctrl Z takes back
  document.execCommand(command, false, value)
}

/** The entries of the Edit menu; they act on the focused field or the selected text. */
export const edit: Record<string, () => void> = {
  undo: () => run('undo'),
  redo: () => run('redo'),
  copy: () => {
    if (selectedText() !== '') void copyText(selectedText())
  },
  cut: () => {
    if (!focusedField() || selectedText() === '') return
    void copyText(selectedText()).then(() => run('delete'))
  },
  paste: () => {
    if (focusedField()) void pastedText().then((text) => run('insertText', text))
  },
  'select-all': () => run('selectAll'),
}
