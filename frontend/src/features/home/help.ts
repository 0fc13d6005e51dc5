import type words from '../../words/en/home.json'

type Help = (typeof words)['help']

/** A section of the help: the names of its paragraphs and, below them, of the cells of a table with two columns. */
export interface Section {
  id: 'start' | 'types' | 'students' | 'sessions' | 'names' | 'projecting' | 'network' | 'data'
  paragraphs: string[]
  table?: { head: [keyof Help['columns'], keyof Help['columns']]; rows: [string, string][] }
}

const pairs = (rows: string[], suffix: string): [string, string][] => rows.map((row) => [row, row + suffix])

const types = ['text', 'number', 'array', 'table', 'list', 'plot', 'image', 'code', 'latex']
const troubles = ['fails', 'port', 'none', 'moved', 'firewall', 'trust']

/** The sections of the help in their order. */
export const sections: Section[] = [
  { id: 'start', paragraphs: ['p1', 'p2', 'p3'] },
  { id: 'types', paragraphs: ['p1'], table: { head: ['sent', 'shown'], rows: pairs(types, 'Shown') } },
  { id: 'students', paragraphs: ['p1', 'p2', 'p3'] },
  { id: 'sessions', paragraphs: ['p1', 'p2', 'p3', 'p4'] },
  { id: 'names', paragraphs: ['p1', 'p2', 'p3'] },
  { id: 'projecting', paragraphs: ['p1', 'p2', 'p3'] },
  { id: 'network', paragraphs: ['p1'], table: { head: ['sees', 'do'], rows: pairs(troubles, 'Do') } },
  { id: 'data', paragraphs: ['p1', 'p2'] },
]
