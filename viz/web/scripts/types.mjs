// Writes src/api/schema.d.ts from the API's OpenAPI document, or checks that it is fresh.
//   npm run types -- openapi.json
//   npm run types -- openapi.json --check
import { readFile, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import openapiTypescript, { astToString } from 'openapi-typescript'

const TARGET = new URL('../src/api/schema.d.ts', import.meta.url)
const HEAD = '// Made from the API’s OpenAPI document by `make schema`. Not edited by hand.\n\n'

const [source, flag] = process.argv.slice(2)
if (!source || (flag !== undefined && flag !== '--check')) {
  console.error('Usage: npm run types -- <openapi.json or address> [--check]')
  process.exit(2)
}

const address = /^https?:/.test(source) ? new URL(source) : pathToFileURL(resolve(source))
const text = HEAD + astToString(await openapiTypescript(address))

if (flag !== '--check') {
  await writeFile(TARGET, text)
  console.log('src/api/schema.d.ts written.')
} else if ((await readFile(TARGET, 'utf8')) !== text) {
  console.error('src/api/schema.d.ts is stale; run: make schema')
  process.exit(1)
} else {
  console.log('src/api/schema.d.ts is fresh.')
}
