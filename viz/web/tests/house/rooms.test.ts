/** The rooms of the page: which module reads which, and how many stand in one folder. */
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { parse } from 'vue/compiler-sfc'

const MOST_FILES = 25 // in one folder: more, and nobody finds one by looking

type Imports = ReadonlyMap<string, readonly string[]>

const SOURCES = Object.entries(
  import.meta.glob<string>('../../src/**/*.{ts,vue}', { query: '?raw', import: 'default', eager: true }),
).map(([path, text]) => [path.replace('../../', ''), text] as const)
const PATHS = new Set(SOURCES.map(([path]) => path))

function scriptOf(path: string, text: string): string {
  if (!path.endsWith('.vue')) return text
  const { script, scriptSetup } = parse(text).descriptor
  return `${script?.content ?? ''}\n${scriptSetup?.content ?? ''}`
}

/** What a module asks for: static, dynamic and type-only imports, and what it passes on. */
function askedBy(script: string): string[] {
  return ts.preProcessFile(script).importedFiles.map(({ fileName }) => fileName)
}

/** The module of ours that an import means; null for a library's or a style sheet. */
function moduleOf(asked: string, from: string): string | null {
  if (!asked.startsWith('.') && !asked.startsWith('@/')) return null
  const base = asked.startsWith('.') ? `https://x/${from}` : 'https://x/src/'
  const path = new URL(asked.replace('@/', './'), base).pathname.slice(1)
  const ends = ['', '.ts', '.d.ts', '/index.ts'].map((end) => `${path}${end}`)
  return ends.find((end) => PATHS.has(end)) ?? (path.endsWith('.css') ? null : `missing: ${path}`)
}

function importsOf(path: string, text: string): string[] {
  const found = askedBy(scriptOf(path, text)).map((asked) => moduleOf(asked, path))
  return [...new Set(found)].filter((module) => module !== null)
}

/** The first circle that is met, its start named again at its end; null for none. */
function circleIn(imports: Imports): string[] | null {
  const done = new Set<string>()
  function walk(module: string, way: readonly string[]): string[] | null {
    if (way.includes(module)) return [...way.slice(way.indexOf(module)), module]
    if (done.has(module)) return null
    for (const next of imports.get(module) ?? []) {
      const circle = walk(next, [...way, module])
      if (circle) return circle
    }
    done.add(module)
    return null
  }
  for (const module of imports.keys()) {
    const circle = walk(module, [])
    if (circle) return circle
  }
  return null
}

describe('the imports of a module', () => {
  it('are found however they are written', () => {
    const script = [
      "import a, { type A } from './a'",
      "import type B from './b'",
      "import './c.css'",
      "export { d } from './d'",
      "export type * from './e'",
      "const F = () => import('./f.vue')",
      "let g: import('./g').G",
      "// import './h'",
    ].join('\n')
    const vue = `<script lang="ts">import './i'</script>\n<script setup lang="ts">\n${script}\n</script>`
    const asked = ['./a', './b', './c.css', './d', './e', './f.vue', './g']
    expect(askedBy(script)).toEqual(asked)
    expect(askedBy(scriptOf('x.vue', `${vue}<template>import './j'</template>`))).toEqual(['./i', ...asked])
  })

  it('mean files that are there', () => {
    expect(moduleOf('./DropDown.vue', 'src/network/controls/NodeMenu.vue')).toBe(
      'src/network/controls/DropDown.vue',
    )
    expect(moduleOf('./schema', 'src/api/client.ts')).toBe('src/api/schema.d.ts')
    expect(moduleOf('@/i18n', 'src/main.ts')).toBe('src/i18n/index.ts')
    expect(moduleOf('vue', 'src/main.ts')).toBeNull()
    const imports = SOURCES.flatMap(([path, text]) => importsOf(path, text))
    expect(imports.length).toBeGreaterThan(SOURCES.length)
    expect(imports.filter((module) => module.startsWith('missing'))).toEqual([])
  })
})

describe('the modules', () => {
  it('are told when they stand in a circle', () => {
    const way = new Map([['a', ['b', 'd']], ['b', ['d', 'c']], ['c', ['d']], ['d', []]])
    expect(circleIn(way)).toBeNull()
    expect(circleIn(way.set('d', ['b']))).toEqual(['b', 'd', 'b'])
    expect(circleIn(new Map([['a', ['a']]]))).toEqual(['a', 'a'])
  })

  it('do not stand in one', () => {
    const circle = circleIn(new Map(SOURCES.map(([path, text]) => [path, importsOf(path, text)])))
    expect(circle?.join(' → ') ?? null).toBeNull()
  })

  it('are few enough in each folder', () => {
    const folders = new Map<string, number>()
    for (const path of PATHS) {
      const folder = path.slice(0, path.lastIndexOf('/'))
      folders.set(folder, (folders.get(folder) ?? 0) + 1)
    }
    expect(folders.size).toBeGreaterThan(10)
    expect([...folders].filter(([, files]) => files > MOST_FILES)).toEqual([])
  })
})
