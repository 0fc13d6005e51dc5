// Prints what the app is made of as a CycloneDX document (an SBOM): npm's own for the
// page, with Go's modules added. The same sources give the same bytes.
//
//   node build/sbom.mjs VERSION DATE
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { goModules } from './modules.mjs'

const [version, date] = process.argv.slice(2)
const root = path.resolve(import.meta.dirname, '..')
const ID = 'pkg:generic/notebook-progress-tracker'

const npm = JSON.parse(
  execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'], {
    cwd: path.join(root, 'frontend'),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }),
)
const page = npm.metadata.component
const goComponents = goModules().map(({ name, version }) => {
  const purl = `pkg:golang/${name}@${version.replace('+', '%2B')}`
  return { 'bom-ref': purl, type: 'library', name, version, scope: 'required', purl }
})
const byRef = (a, b) => (a < b ? -1 : 1)
const components = [page, ...npm.components, ...goComponents].toSorted((a, b) => byRef(a['bom-ref'], b['bom-ref']))
const document = {
  bomFormat: npm.bomFormat,
  specVersion: npm.specVersion,
  version: 1,
  metadata: {
    timestamp: date,
    component: { 'bom-ref': `${ID}@${version}`, type: 'application', name: 'notebook-progress-tracker', version },
  },
  components,
  dependencies: [
    {
      ref: `${ID}@${version}`,
      dependsOn: [page['bom-ref'], ...goComponents.map((c) => c['bom-ref'])].toSorted(byRef),
    },
    ...npm.dependencies,
  ],
}
console.log(JSON.stringify(document, null, 2))
