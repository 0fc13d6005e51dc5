import * as API from '../../wailsjs/go/api/API'
import { ask } from './ask'
import { isWindow } from './desktop'
import { ApiError } from './error'
import type { Notebook } from './types'
import { limits } from '../lib/limits'

/** Lets the teacher choose a file in a browser. Resolves to undefined after a change of mind. */
export function chosenFile(): Promise<File | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = '.ipynb'
    input.onchange = () => resolve(input.files?.[0])
    input.oncancel = () => resolve(undefined)
    input.click()
  })
}

/**
 * Lets the teacher choose a notebook. Resolves to the questions that it sends, undefined after a change of mind;
 * rejects with an ApiError. In the window the app reads the file: a body that is no text would end it.
 */
export async function chooseNotebook(): Promise<Notebook | undefined> {
  if (await isWindow()) {
    const notebook = await ask(() => API.OpenNotebook())
    return notebook.name === '' ? undefined : notebook
  }
  const file = await chosenFile()
  if (!file) return undefined
  const text = await textOf(file)
  return ask(() => API.ReadNotebook(file.name, text))
}

/**
 * Resolves to the text of a file, to the byte; rejects with an ApiError if it is too large for a notebook, or no text.
 */
export async function textOf(file: File): Promise<string> {
  if (file.size > limits.MaxSize) {
    const megabytes = String(limits.MaxSize >> 20)
    const format = 'The notebook is larger than %d MB: clear its outputs, save it and choose it again.'
    throw new ApiError('too_large', format.replace('%d', megabytes), format, [megabytes])
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer())
  } catch {
    const format = 'This file is not a Jupyter notebook: choose one that ends with .ipynb.'
    throw new ApiError('bad_field', format, format)
  }
}
