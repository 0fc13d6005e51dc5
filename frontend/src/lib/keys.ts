import words from '../words/en/keys.json'

/** A line of the sheet of keys. */
export interface KeyLine {
  /** The key as it is printed on the keyboard; keys pressed together are joined by a space: `Ctrl K`. */
  key: string
  does: keyof (typeof words)['does']
}

/** The keys that work in one part of the app. */
export interface KeyGroup {
  name: keyof (typeof words)['groups']
  keys: KeyLine[]
}

/** All keys of the app, by where they work; the `?` sheet shows exactly these. */
export const keyGroups: KeyGroup[] = [
  {
    name: 'everywhere',
    keys: [
      { key: 'Ctrl K', does: 'find' },
      { key: '1 – 5', does: 'tabs' },
      { key: 'S', does: 'switchSession' },
      { key: 'N', does: 'newSession' },
      { key: 'C', does: 'copyCell' },
      { key: 'H', does: 'hideNames' },
      { key: 'M', does: 'message' },
      { key: 'P', does: 'project' },
      { key: 'J', does: 'join' },
      { key: 'Shift M', does: 'messages' },
      { key: 'Shift A', does: 'assistants' },
      { key: 'Ctrl Enter', does: 'send' },
      { key: 'Ctrl Z', does: 'undo' },
      { key: 'F1', does: 'help' },
      { key: '?', does: 'sheet' },
      { key: 'Esc', does: 'release' },
    ],
  },
  {
    name: 'lists',
    keys: [
      { key: '↑ ↓', does: 'move' },
      { key: 'PgUp PgDn', does: 'movePage' },
      { key: 'Home', does: 'takeIn' },
      { key: 'End', does: 'toEnd' },
      { key: 'Enter', does: 'open' },
      { key: 'Space', does: 'peek' },
      { key: '/', does: 'text' },
    ],
  },
  {
    name: 'sessions',
    keys: [
      { key: 'Enter', does: 'makeCurrent' },
      { key: 'O', does: 'toggleSession' },
      { key: 'Shift O', does: 'closeAll' },
      { key: 'E', does: 'editSession' },
      { key: 'D', does: 'duplicate' },
      { key: 'Del', does: 'deleteSession' },
    ],
  },
  {
    name: 'records',
    keys: [
      { key: 'T', does: 'asTable' },
      { key: 'O', does: 'asWhole' },
      { key: 'G', does: 'asGallery' },
      { key: 'U', does: 'asStudent' },
      { key: 'F', does: 'addFilter' },
      { key: 'X', does: 'select' },
      { key: 'Shift ↑ ↓', does: 'selectRun' },
      { key: 'Ctrl A', does: 'selectAll' },
      { key: 'R W', does: 'judge' },
      { key: 'L', does: 'label' },
      { key: 'E', does: 'export' },
      { key: 'Ctrl P', does: 'print' },
      { key: 'Y', does: 'merge' },
      { key: 'Del', does: 'deleteRecords' },
    ],
  },
  {
    name: 'gallery',
    keys: [
      { key: '← ↑ ↓ →', does: 'move' },
      { key: 'X Space', does: 'compare' },
      { key: 'D', does: 'asDiff' },
      { key: 'B', does: 'swap' },
      { key: 'Enter', does: 'fullScreen' },
      { key: 'P', does: 'projectThese' },
    ],
  },
  {
    name: 'student',
    keys: [
      { key: '← →', does: 'otherStudent' },
      { key: 'V', does: 'visited' },
    ],
  },
  {
    name: 'question',
    keys: [
      { key: '← →', does: 'otherQuestion' },
      { key: 'R W', does: 'judge' },
      { key: 'L', does: 'label' },
      { key: 'I', does: 'hint' },
      { key: 'F', does: 'feedback' },
      { key: 'A', does: 'messageGroup' },
      { key: 'X', does: 'pick' },
      { key: 'Enter', does: 'compareGroups' },
      { key: 'V', does: 'variants' },
      { key: 'D', does: 'asDiff' },
      { key: 'B', does: 'swap' },
      { key: 'P', does: 'projectThese' },
      { key: 'T', does: 'titleQuestion' },
    ],
  },
  {
    name: 'dashboard',
    keys: [
      { key: 'A', does: 'answerRequest' },
      { key: 'T', does: 'takeRequest' },
      { key: 'V', does: 'visited' },
      { key: 'Q', does: 'pauseQueue' },
      { key: 'F', does: 'feedback' },
      { key: '← ↑ ↓ →', does: 'move' },
      { key: 'Home', does: 'rowStart' },
      { key: 'End', does: 'rowEnd' },
      { key: 'Ctrl Home', does: 'toTop' },
      { key: 'Ctrl End', does: 'toEnd' },
      { key: 'R W', does: 'judge' },
      { key: 'L', does: 'label' },
    ],
  },
  {
    name: 'projector',
    keys: [
      { key: '← →', does: 'otherQuestion' },
      { key: '↑ ↓', does: 'otherAnswers' },
      { key: 'V', does: 'verdicts' },
      { key: 'X', does: 'hideAnswer' },
      { key: 'Z', does: 'showHidden' },
      { key: '1 – 4', does: 'projectorViews' },
      { key: 'J', does: 'projectJoin' },
      { key: 'F', does: 'fullWall' },
      { key: 'P', does: 'leaveProjector' },
    ],
  },
]

/** A key that is printed differently on keyboards of different languages. */
export type NamedKey = keyof (typeof words)['printed']

const isNamed = (part: string): part is NamedKey => Object.hasOwn(words.printed, part)

/** Returns what a keyboard has printed on a key, or on several keys joined by spaces; `named` says it for a key with a name. */
export function printedKey(key: string, named: (key: NamedKey) => string): string {
  return key
    .split(' ')
    .map((part) => (isNamed(part) ? named(part) : part))
    .join(' ')
}
