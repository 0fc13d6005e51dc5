import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

/**
 * Who may import whom in src, from the lowest layer to the highest, and why. Whatever a layer does not list is an
 * error, for types and style sheets too. main.tsx, App.tsx and Screen.tsx stand above all layers.
 */
const layers = {
  lib: {
    may: ['words'],
    why: 'lib knows the language and nothing else of the page, so that all may use it.',
  },
  words: { may: ['lib'], why: 'words say things in a language; they do not know who says them.' },
  api: { may: ['lib', 'words'], why: 'api speaks with the app; it does not know what the page shows.' },
  components: {
    may: ['api', 'lib', 'words'],
    why: 'A component serves all features: pass in what only one feature knows.',
  },
  features: {
    may: ['components', 'api', 'lib', 'words'],
    why: 'A feature does not know the frame around it, so that it can be read alone.',
  },
  shell: {
    may: ['features', 'components', 'api', 'lib', 'words'],
    why: 'The shell is drawn by App and does not know it.',
  },
}

/**
 * Who may import whom among the sub-rooms of features/records, and why. Only RecordsPage.tsx stands above them. Each room
 * lists only rooms before it, so that no circle is possible.
 */
const recordRooms = {
  route: { may: [], why: 'The address is below all: views read it and change it.' },
  list: { may: ['route'], why: 'The list knows what it is asked for, not who narrows, selects or shows it.' },
  filter: { may: ['route', 'list'], why: 'A filter changes the address; it does not know the views.' },
  selection: { may: ['route', 'list'], why: 'A selection is made of a list; it does not know the views.' },
  student: { may: ['route'], why: 'What is done to a student is the same in all views.' },
  detail: { may: ['route', 'list', 'student'], why: 'The panel shows one record beside any view.' },
  whole: {
    may: ['route', 'list', 'selection', 'detail'],
    why: 'Whole answers are other rows of the list that table frames; they do not know its frame.',
  },
  table: {
    may: ['route', 'list', 'filter', 'selection', 'student', 'detail', 'whole'],
    why: 'Views do not know each other: move what two views need into a room below them.',
  },
  gallery: {
    may: ['route', 'list', 'filter'],
    why: 'Views do not know each other: move what two views need into a room below them.',
  },
  path: {
    may: ['route', 'list', 'student', 'detail'],
    why: 'Views do not know each other: move what two views need into a room below them.',
  },
}

const src = path.join(import.meta.dirname, 'src')

function foldersOf(folder) {
  return readdirSync(path.join(src, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
}

/** Returns the zones of a table; throws if the table and the folders differ, so that no rule loses its subject. */
function zonesOf(folder, table, others = []) {
  const known = [...Object.keys(table), ...others].sort().join()
  const found = foldersOf(folder).sort().join()
  if (known !== found) throw new Error(`eslint.layers.js knows ${known} in src/${folder}, which has ${found}`)
  return Object.entries(table).map(([room, { may, why }]) => ({
    target: path.posix.join('src', folder, room),
    from: path.posix.join('src', folder),
    except: [room, ...may].map((name) => `./${name}`),
    message: why,
  }))
}

/** Each feature may import of src/features only itself. */
function featureZones() {
  return foldersOf('features').map((feature) => ({
    target: `src/features/${feature}`,
    from: 'src/features',
    except: [`./${feature}`],
    message: 'Features never import each other: move what two of them need into components, api or lib.',
  }))
}

for (const [at, [room, { may }]] of Object.entries(recordRooms).entries()) {
  const before = Object.keys(recordRooms).slice(0, at)
  const later = may.find((other) => !before.includes(other))
  if (later !== undefined)
    throw new Error(`eslint.layers.js: ${room} stands before ${later} and cannot import it`)
}

if (!existsSync(path.join(src, 'features/records/RecordsPage.tsx'))) {
  throw new Error('eslint.layers.js: RecordsPage.tsx stands above the rooms of features/records')
}

/** The zones for import-x/no-restricted-paths. */
export const zones = [
  ...zonesOf('', layers, ['styles']),
  ...featureZones(),
  ...zonesOf('features/records', recordRooms),
]
