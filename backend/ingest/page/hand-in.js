// Hands a notebook in from the students' page: the file is sent as it is, and nothing of it is read here.
'use strict'
;(() => {
  const MAX_BYTES = 20 * 1024 * 1024
  const DEVICE = 'npt-device'
  const NAME = 'npt-name'

  /** What is remembered of this browser; a browser that remembers nothing is a new device each time. */
  function remembered(key, made) {
    try {
      const known = localStorage.getItem(key) ?? made
      localStorage.setItem(key, known)
      return known
    } catch {
      return made
    }
  }

  /** Random digits; randomUUID is not there without https. */
  function random() {
    const bytes = crypto.getRandomValues(new Uint8Array(12))
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  }

  const device = remembered(DEVICE, `page-${random()}`)
  let underWay = 0
  window.addEventListener('beforeunload', (event) => underWay > 0 && event.preventDefault())

  function prepare(box) {
    const form = box.querySelector('form')
    const { who, notebook } = form.elements
    const button = form.querySelector('button')
    const bar = form.querySelector('progress')
    const told = form.querySelector('.told')
    let request = random()

    function tell(text, state) {
      told.textContent = text
      told.dataset.state = state
    }

    function finish(text, state) {
      underWay -= 1
      button.disabled = false
      bar.hidden = true
      tell(text, state)
    }

    function answered(send) {
      let answer
      try {
        answer = JSON.parse(send.responseText)
      } catch {
        return finish(form.dataset.lost, 'wrong')
      }
      if (send.status !== 200) {
        const words = form.getAttribute(`data-${String(answer.code).replaceAll('_', '')}`)
        return finish(words ?? `${form.dataset.refused} ${answer.message}`, 'wrong')
      }
      request = random()
      const time = new Date().toLocaleTimeString(document.documentElement.lang)
      const receipt = answer.receipt ? ` ${form.dataset.receipt} ${answer.receipt}` : ''
      finish(`${form.dataset.done} ${answer.name}, ${time}.${receipt}`, 'done')
    }

    function send(file) {
      const query = new URLSearchParams({
        session_owner: form.dataset.owner,
        session_name: form.dataset.session,
        sender_name: who.value.trim(),
        sender_uuid: device,
        record_id: request,
        name: file.name,
        from: 'page',
      })
      const out = new XMLHttpRequest() // which tells how far it is
      out.open('POST', `hand-in?${query}`)
      out.setRequestHeader('Accept', 'application/json')
      out.setRequestHeader('Content-Type', 'application/x-ipynb+json')
      out.upload.onprogress = (event) =>
        (bar.value = event.total > 0 ? (100 * event.loaded) / event.total : 0)
      out.onload = () => answered(out)
      out.onerror = () => finish(form.dataset.lost, 'wrong')
      underWay += 1
      button.disabled = true
      bar.value = 0
      bar.hidden = false
      tell(form.dataset.sending, 'sending')
      out.send(file)
    }

    form.addEventListener('submit', (event) => {
      event.preventDefault()
      const [file] = notebook.files
      if (!file || who.value.trim() === '') return
      try {
        localStorage.setItem(NAME, who.value.trim())
      } catch {
        // it is asked for again
      }
      if (!file.name.toLowerCase().endsWith('.ipynb')) tell(form.dataset.kind, 'wrong')
      else if (file.size > MAX_BYTES) tell(form.dataset.toolarge, 'wrong')
      else send(file)
    })
    notebook.addEventListener('change', () => {
      request = random()
      tell('', '')
    })
    for (const name of ['dragenter', 'dragover']) {
      form.addEventListener(name, (event) => {
        event.preventDefault()
        form.dataset.over = 'true'
      })
    }
    for (const name of ['dragleave', 'drop']) form.addEventListener(name, () => delete form.dataset.over)
    form.addEventListener('drop', (event) => {
      event.preventDefault()
      if (event.dataTransfer.files.length !== 1) return
      notebook.files = event.dataTransfer.files
      notebook.dispatchEvent(new Event('change'))
    })
    who.value = remembered(NAME, '')
    box.hidden = false
  }

  for (const box of document.querySelectorAll('.back')) prepare(box)
})()
