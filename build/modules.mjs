// What Go compiles into the program, for notices.mjs and sbom.mjs.
import { execFileSync } from 'node:child_process'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')

/** Lists the modules of the program for all three systems, with the folders that they are in. */
export function goModules() {
  const format = '{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}'
  const lines = ['linux', 'windows', 'darwin'].flatMap((system) =>
    execFileSync('go', ['list', '-deps', '-tags', 'desktop,production,webkit2_41', '-f', format, '.'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, GOOS: system, CGO_ENABLED: '1' },
    }).split('\n'),
  )
  return [...new Set(lines)].filter(Boolean).map((line) => {
    const [name, version, folder] = line.split('\t')
    return { name, version, folder }
  })
}
