/** What the screen says: join. */
const words = {
  title: 'How to join',
  sessionOf: '{session} of {owner}',
  open: 'Open this in a browser, then take your notebook',
  byName: 'or, if your computer knows names:',
  elsewhere: 'or, on another network:',
  qr: 'QR code of {{address}}',
  paste: 'Or paste these four lines into the first cell of your notebook, and run it',
  closed: 'The session is closed: notebooks are refused until it is open.',
  openIt: 'Open it',
  noSession:
    'There is no session to send to yet. Leave with {esc}, then make one with {n} or choose one with {s}.',
  connected_one: 'notebook connected',
  connected_other: 'notebooks connected',
  sameNetwork: 'Use the same network as this screen',
  disconnected: 'The app does not answer: this is as of {{time}}',
  listed: 'On the students’ page',
  listedNote:
    'While it is open, who opens this computer’s address in a browser sees it there with its first cell.',
}

export default words
