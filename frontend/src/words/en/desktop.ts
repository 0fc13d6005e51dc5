/** What the screen says: the app as a program of its system. */
const words = {
  about: {
    title: 'About Notebook Progress Tracker',
    promise: 'Everything is in the data folder, on this computer alone.',
    version: 'Version',
    data: 'Data folder',
    log: 'Log folder',
    port: 'Port',
    address: 'Address',
    name: 'Name',
    copy: 'Copy: {{what}}',
    notices: 'Third-party licences',
    noNotices: 'The licences are not part of this build. Packages have them.',
  },
  awake: {
    title: 'Keep the computer awake',
    note: 'While a session is open, so that notebooks find this computer.',
    label: 'Keep awake while a session is open',
    held: 'Awake now, by {{by}}',
    notNow: 'Not needed now',
    problem: 'The system refuses, so this computer may fall asleep: {{problem}}',
    mark: 'This computer is kept awake while a session is open',
  },
  broken: 'The window could not be drawn. Records are taken all the same.',
  crash: {
    title: 'The app ended by a fault',
    text: 'That was at {{time}}. No record that was answered is lost. What the fault left can help to mend it; it names no student.',
    show: 'Show it',
    copy: 'Copy it all',
    forget: 'Do not show this again',
  },
  diagnostics: {
    copy: 'Copy diagnostics',
    copied: 'Copied: version, system, network and the end of the log. No student is named.',
  },
  leave: {
    title_one: 'A session is open',
    title_other: '{{count}} sessions are open',
    text_one:
      'Left open, it goes on at the next start: notebooks keep what they cannot send and deliver it then. Closed, it takes no new records.',
    text_other:
      'Left open, they go on at the next start: notebooks keep what they cannot send and deliver it then. Closed, they take no new records.',
    remember: 'Do this each time; Settings can change it',
    stay: 'Do not quit',
    close_one: 'Close the session and quit',
    close_other: 'Close them and quit',
    keep_one: 'Leave it open and quit',
    keep_other: 'Leave them open and quit',
    setting: 'Open sessions when the window closes',
    settingNote: 'A session that stays open goes on at the next start.',
    ask: 'Ask',
    keepShort: 'Stay open',
    closeShort: 'Are closed',
  },
}

export default words
