// Writes frontend/public/notices.txt: the licence of the app, and what it is made of, Go modules and npm
// packages, each with its licence as its authors wrote it. npm runs it before each build; it costs
// nothing when nothing of that is newer than what it wrote.
//
//   node build/notices.mjs
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { goModules } from './modules.mjs'

const root = path.resolve(import.meta.dirname, '..')
const target = path.join(root, 'frontend/public/notices.txt')
const sources = ['LICENSE', 'build/publisher.env', 'go.mod', 'go.sum', 'frontend/package-lock.json', 'build/notices.mjs']
const LICENCE = /^(licen[cs]e|copying|notice|unlicense|copyright)([-._].*)?$/i

function isFresh() {
  if (!existsSync(target)) return false
  const written = statSync(target).mtimeMs
  return sources.every((file) => statSync(path.join(root, file)).mtimeMs <= written)
}

/** Returns the texts of the licences in a folder. */
function licences(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE.test(entry.name))
    .map((entry) => readFileSync(path.join(folder, entry.name), 'utf8').trim())
}

/** Lists the Go modules that are compiled into the program for any system, and Go itself. */
function goLicences() {
  const modules = goModules().map(({ name, version, folder }) => ({ name, version, texts: licences(folder) }))
  const goRoot = execFileSync('go', ['env', 'GOROOT'], { cwd: root, encoding: 'utf8' }).trim()
  const standard = ['LICENSE', '../LICENSE', '/usr/share/doc/golang/copyright']
    .map((file) => path.resolve(goRoot, file))
    .find((file) => existsSync(file))
  return [
    {
      name: 'Go standard library',
      version: '',
      texts: [standard ? readFileSync(standard, 'utf8').trim() : 'Licence: BSD-3-Clause, https://go.dev/LICENSE'],
    },
    ...modules,
  ]
}

/** Lists the npm packages that end up in the page. */
function npmPackages() {
  const lock = JSON.parse(readFileSync(path.join(root, 'frontend/package-lock.json'), 'utf8'))
  return Object.entries(lock.packages)
    .filter(([place, info]) => place !== '' && !info.dev && !info.devOptional)
    .map(([place, info]) => {
      const folder = path.join(root, 'frontend', place)
      const texts = existsSync(folder) ? licences(folder) : []
      const name = place.split('node_modules/').at(-1)
      return { name, version: info.version, texts: texts.length > 0 ? texts : [`Licence: ${info.license}`] }
    })
}

function section(title, parts) {
  const sorted = parts.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const lacking = sorted.filter((part) => part.texts.length === 0).map((part) => part.name)
  if (lacking.length > 0) throw new Error(`No licence was found for ${lacking.join(', ')}`)
  const rule = '='.repeat(78)
  return [rule, title, ...sorted.map((part) => `${part.name} ${part.version}`.trim()), rule, '']
    .concat(sorted.flatMap((part) => ['-'.repeat(78), `${part.name} ${part.version}`.trim(), '', ...part.texts, '']))
    .join('\n')
}

/** Returns the app's own licence: who grants which, and its text. */
function ownLicence() {
  const publisher = readFileSync(path.join(root, 'build/publisher.env'), 'utf8')
  const setting = (name) => new RegExp(`^${name}='?([^'\n]+)`, 'm').exec(publisher)[1]
  return [
    `Notebook Progress Tracker, by ${setting('PUBLISHER')[0].toLowerCase()}${setting('PUBLISHER').slice(1)}.`,
    `Licence: ${setting('LICENSE_ID')}`,
    '',
    readFileSync(path.join(root, 'LICENSE'), 'utf8').trimEnd(),
    '',
  ].join('\n')
}

if (!isFresh()) {
  const text = [
    ownLicence(),
    'Notebook Progress Tracker is made of the work of many others. Thank you.',
    '',
    section('Go modules', goLicences()),
    section('npm packages', npmPackages()),
  ].join('\n')
  if (!existsSync(target) || readFileSync(target, 'utf8') !== text) writeFileSync(target, text)
}
