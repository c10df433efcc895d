// Fails when what a browser loads for search and network has grown past its budget. Screens that
// load when they are first looked at are printed beside it and not counted.
import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'

const BUDGET = 400_000 // bytes, compressed: about three seconds on a slow office line
const DIST = new URL('../dist/', import.meta.url)
const FIRST = ['index.html', 'src/network/canvas/NetworkCanvas.vue']

const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', DIST), 'utf8'))

/** The files of a chunk and of all that it imports at once. */
function filesOf(key, seen = new Set()) {
  if (seen.has(key)) return []
  seen.add(key)
  if (!(key in manifest)) throw new Error(`${key} is no entry of the build: correct FIRST in this script.`)
  const { file, css = [], imports = [] } = manifest[key]
  return [file, ...css, ...imports.flatMap((other) => filesOf(other, seen))]
}

async function size(names) {
  const wanted = [...new Set(names)].filter((name) => /\.(js|css)$/.test(name))
  const files = await Promise.all(wanted.map((name) => readFile(new URL(name, DIST))))
  return files.reduce((sum, file) => sum + gzipSync(file).length, 0)
}

const first = await size(FIRST.flatMap((key) => filesOf(key)))
const all = await size(Object.keys(manifest).flatMap((key) => filesOf(key)))
console.log(
  `First load: ${Math.round(first / 1000)} kB compressed, of ${BUDGET / 1000} kB; ` +
    `later screens: ${Math.round((all - first) / 1000)} kB.`,
)
if (first > BUDGET) {
  console.error('The page is past its budget: import less, or load it later.')
  process.exit(1)
}
