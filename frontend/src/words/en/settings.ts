/** What the screen says: settings. */
const words = {
  title: 'Settings',
  owner: {
    title: 'Your user name',
    note: 'Stands in notebooks as session_owner. Your sessions follow when you change it; notebooks that carry the old name are refused until they get the new first cell.',
    change: 'Change',
    changed: 'You are {owner} now. Give notebooks the new first cell.',
  },
  names: {
    title: 'Students’ names',
    note: 'Hidden, students are numbers everywhere, also after a restart. The projector never shows names.',
    label: 'Hide names',
  },
  language: {
    title: 'Language',
    note: 'Of this app; notebooks and what students wrote stay as they are. The menu bar follows at the next start.',
    system: 'As the system',
    en: 'English',
    fr: 'Français',
  },
  theme: {
    title: 'Theme',
    auto: 'As the system',
    light: 'Light',
    dark: 'Dark',
  },
  size: {
    title: 'Size of the text',
    note: 'Larger is for a screen that the room looks at.',
    percent: '{{size}} %',
  },
  network: {
    title: 'Network',
    note: 'Whether notebooks can reach this computer, and if not, why and what to do.',
    doctor: 'Ask the network doctor',
  },
}

export default words
