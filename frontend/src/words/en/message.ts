/** What the screen says: message, the form that writes to notebooks. */
const words = {
  toAll: 'Message to all notebooks',
  text: 'Text',
  textHint: 'Shown under the cell that a student ran last. It is text: nothing in it is run.',
  title: 'Title',
  code: 'Code to copy',
  optional: 'May be left out.',
  sendToAll: 'Send to all',
  send: 'Send',
  sentToNotebooks_one: 'Sent to {{count}} notebook; it waits for those who come later.',
  sentToNotebooks_other: 'Sent to {{count}} notebooks; it waits for those who come later.',
  sentToStudents_one: 'Sent to {{count}} student alone.',
  sentToStudents_other: 'Sent to {{count}} students alone.',
}

export default words
