import words from '../../words/en/help.json'
import examples from './examples.json'

export type SectionId = keyof typeof words.sections
type Column = keyof typeof words.columns

/** A cell of a table: the name of a word of its section, or what is the same in every language. */
type Cell = { word: string } | { code: string }

/** A section of the help: the names of its paragraphs and, below them, a table. */
export interface Section {
  id: SectionId
  paragraphs: string[]
  table?: { head: Column[]; rows: Cell[][] }
}

/** The keys of npt_config that the client reads. */
export const configKeys = [
  'session_name',
  'session_owner',
  'sender_name',
  'part_name',
  'log',
  'probe',
  'language',
  'seat',
  'sender_uuid',
  'notebook_version',
] as const
/** What the program does without its window, by the word that says it. */
const commands = {
  demo: 'npt demo',
  notebook: 'npt notebook connect LAB.ipynb',
  check: 'npt notebook check LAB.ipynb',
  versions: 'npt notebook student LAB.ipynb',
  export: 'npt export --owner YOU --session LAB --output LAB.csv',
  verify: 'npt verify CODE',
  doctor: 'npt doctor',
  serve: 'npt serve',
}
const troubles = ['fails', 'port', 'none', 'moved', 'firewall', 'trust']

/** The sections of the help in their order, by when they are needed. */
export const chapters: { name: keyof typeof words.groups; sections: Section[] }[] = [
  {
    name: 'begin',
    sections: [
      { id: 'tutorial', paragraphs: ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'] },
      { id: 'start', paragraphs: ['p1', 'p2', 'p3'] },
      { id: 'cells', paragraphs: ['p1'] },
      { id: 'notebook', paragraphs: ['p1', 'p2', 'p3', 'p4'] },
      {
        id: 'types',
        paragraphs: ['p1'],
        table: {
          head: ['sent', 'example', 'shown'],
          rows: Object.entries(examples).map(([kind, code]) => [
            { word: kind },
            { code },
            { word: `${kind}Shown` },
          ]),
        },
      },
      {
        id: 'config',
        paragraphs: ['p1'],
        table: {
          head: ['key', 'meaning'],
          rows: configKeys.map((key) => [{ code: key }, { word: key }]),
        },
      },
      { id: 'students', paragraphs: ['p1', 'p2', 'p3'] },
      { id: 'class', paragraphs: ['p1', 'p2', 'p3', 'p4'] },
    ],
  },
  {
    name: 'during',
    sections: [
      { id: 'dashboard', paragraphs: ['p1', 'p2', 'p3', 'p4'] },
      { id: 'requests', paragraphs: ['p1', 'p2', 'p3', 'p4'] },
      { id: 'messages', paragraphs: ['p1', 'p2', 'p3'] },
      { id: 'assistants', paragraphs: ['p1', 'p2', 'p3', 'p4'] },
      { id: 'colleagues', paragraphs: ['p1'] },
      { id: 'question', paragraphs: ['p1', 'p2', 'p3', 'p4'] },
      { id: 'feedback', paragraphs: ['p1', 'p2', 'p3', 'p4'] },
      { id: 'records', paragraphs: ['p1', 'p2', 'p3', 'p4'] },
      { id: 'gallery', paragraphs: ['p1', 'p2'] },
      { id: 'projecting', paragraphs: ['p1', 'p2', 'p3'] },
      { id: 'names', paragraphs: ['p1', 'p2', 'p3'] },
    ],
  },
  {
    name: 'after',
    sections: [
      { id: 'sessions', paragraphs: ['p1', 'p2', 'p3', 'p4'] },
      { id: 'files', paragraphs: ['p1', 'p2', 'p3'] },
      { id: 'exporting', paragraphs: ['p1', 'p2'] },
      { id: 'data', paragraphs: ['p1', 'p2'] },
    ],
  },
  {
    name: 'app',
    sections: [
      { id: 'settings', paragraphs: ['p1', 'p2'] },
      {
        id: 'network',
        paragraphs: ['p1'],
        table: {
          head: ['sees', 'do'],
          rows: troubles.map((name) => [{ word: name }, { word: `${name}Do` }]),
        },
      },
      {
        id: 'terminal',
        paragraphs: ['p1'],
        table: {
          head: ['command', 'does'],
          rows: Object.entries(commands).map(([word, code]) => [{ code }, { word }]),
        },
      },
      { id: 'keys', paragraphs: ['p1'] },
    ],
  },
]
