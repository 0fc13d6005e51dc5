// The students' page: copies a cell, and asks every few seconds whether this device's notebook is connected.
'use strict'
;(() => {
  const ASK_MS = 4000
  const GIVE_UP_MS = 6000
  const SHOW_MS = 2000
  const main = document.querySelector('main')

  /** Copies by selection: a page without https gets no clipboard of its own. */
  function copySelected(cell) {
    const range = document.createRange()
    range.selectNodeContents(cell)
    const selection = window.getSelection()
    selection.removeAllRanges()
    selection.addRange(range)
    return document.execCommand('copy')
  }

  async function copy(button) {
    const cell = button.closest('article').querySelector('code')
    let done = false
    try {
      if (window.isSecureContext) await navigator.clipboard.writeText(cell.textContent)
      done = window.isSecureContext || copySelected(cell)
    } catch {
      done = copySelected(cell)
    }
    const label = button.textContent
    button.textContent = done ? button.dataset.done : button.dataset.failed
    button.disabled = true
    setTimeout(() => {
      button.textContent = label
      button.disabled = false
    }, SHOW_MS)
  }

  /** Whether a student is about to hand in: what was chosen would be lost. */
  function isHandingIn() {
    return [...document.querySelectorAll('.back[open] input[type=file]')].some(
      (input) => input.files.length > 0,
    )
  }

  async function look() {
    try {
      const answer = await fetch('students.json', {
        signal: AbortSignal.timeout(GIVE_UP_MS),
      })
      const { device, version } = await answer.json()
      // The sessions have changed: the server writes the page anew, in the language of the browser.
      if (version !== main.dataset.version && !isHandingIn()) location.reload()
      else if (main.dataset.device !== device) main.dataset.device = device
    } catch {
      main.dataset.device = 'lost'
    }
    setTimeout(look, ASK_MS)
  }

  for (const button of document.querySelectorAll('.copy')) {
    button.hidden = false
    button.addEventListener('click', () => void copy(button))
  }
  setTimeout(look, ASK_MS)
})()
