/** What the screen says: the sheet of keys (see lib/keys). */
const words = {
  title: 'Keys',
  note: 'Letters are the printed ones, whatever the keyboard. Single keys work outside of text fields.',
  groups: {
    everywhere: 'Everywhere',
    lists: 'Lists',
    sessions: 'Sessions',
    records: 'Records',
    student: 'A student’s path',
    question: 'A question’s page',
    dashboard: 'Dashboard',
    projector: 'Projector',
  },
  does: {
    find: 'Find or do',
    tabs: 'Index, Sessions, Records, Dashboard, Settings',
    switchSession: 'Change the session',
    newSession: 'New session',
    copyCell: 'Copy the first cell',
    hideNames: 'Hide or show the students’ names',
    message: 'Message to all notebooks',
    join: 'Show how to join, for the projector',
    undo: 'Take back what was done last',
    sheet: 'This sheet',
    letGo: 'Let go, one step a press',
    move: 'Move',
    open: 'Open',
    text: 'Search by text',
    toTop: 'To the top',
    makeCurrent: 'Make the selected session the current one',
    toggleSession: 'Open or close the selected session',
    duplicate: 'Duplicate the selected session',
    deleteSession: 'Delete the selected session',
  },
}

export default words
