// Fails when what a browser loads for search and network has grown past its budget.
import { readdir, readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'

const BUDGET = 400_000 // bytes, compressed: about three seconds on a slow office line
const ASSETS = new URL('../dist/assets/', import.meta.url)

const names = (await readdir(ASSETS)).filter((name) => /\.(js|css)$/.test(name))
const files = await Promise.all(names.map((name) => readFile(new URL(name, ASSETS))))
const total = files.reduce((sum, file) => sum + gzipSync(file).length, 0)

console.log(`First load: ${Math.round(total / 1000)} kB compressed, of ${BUDGET / 1000} kB.`)
if (total > BUDGET) {
  console.error('The page is past its budget: import less, or load it later.')
  process.exit(1)
}
