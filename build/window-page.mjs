// Evaluates an expression in the page of the native window and prints the value.
//
//   WEBKIT_INSPECTOR_HTTP_SERVER=127.0.0.1:9333 npt ...        (built with the tag devtools)
//   node --experimental-websocket window-page.mjs 9333 'document.title'
//
// WebKitGTK serves its remote inspector on that address: a page that lists what
// can be inspected, and a web socket for each. The page itself is a "target"
// inside, so that its messages travel wrapped in messages of the outer socket.

const [port, expression] = process.argv.slice(2)
const TIME_LIMIT = 10_000 // ms
const EVALUATE = 1
const OUTER = 2

function fail(reason) {
  console.error(reason)
  process.exit(1)
}

function evaluateIn(targetId) {
  const params = { expression, returnByValue: true }
  const message = JSON.stringify({ id: EVALUATE, method: 'Runtime.evaluate', params })
  return JSON.stringify({
    id: OUTER,
    method: 'Target.sendMessageToTarget',
    params: { targetId, message },
  })
}

function answer({ result, wasThrown }) {
  if (wasThrown) fail(result?.description ?? 'the expression threw')
  console.log(result?.value ?? '')
  process.exit(0)
}

setTimeout(() => fail('the window did not answer'), TIME_LIMIT)
const listing = await fetch(`http://127.0.0.1:${port}/`).then((response) => response.text())
const path = listing.match(/socket\/\d+\/\d+\/[A-Za-z-]+/)?.[0]
if (!path) fail('the inspector lists no page')

const socket = new WebSocket(`ws://127.0.0.1:${port}/${path}`)
socket.onerror = () => fail('the inspector refused the web socket')
socket.onmessage = ({ data }) => {
  const { method, params } = JSON.parse(data)
  if (method === 'Target.targetCreated' && params.targetInfo.type === 'page') {
    socket.send(evaluateIn(params.targetInfo.targetId))
  } else if (method === 'Target.dispatchMessageFromTarget') {
    const inner = JSON.parse(params.message)
    if (inner.id === EVALUATE) answer(inner.result ?? fail(inner.error?.message))
  }
}
