/** What an unknown column may mean, in the schema's words: pure. */
import type { Label, Property, RelationshipType, Schema, Words } from '@/api/types'
import type { Problem } from './client'

export interface Meaning {
  value: string
  text: string
}

export interface MeaningGroup {
  title: string
  meanings: Meaning[]
}

type Language = keyof Words
/** What the API tells of a schema beside what the rest of the page asks. */
type Ends = { ends: string[][][] }
type Ruled = Property & { automatic?: boolean }

const NAME: Words = { zh: '姓名／名称', en: 'name' }
const ID: Words = { zh: '编号', en: 'id' }
const IGNORED: Words = { zh: '（不导入此列）', en: '(leave this column out)' }
const COMMON: Words = { zh: '通用', en: 'Every kind' }
const RELATIONSHIPS: Words = { zh: '关系', en: 'Relationships' }
// Where cells that no property takes are kept already.
const KEPT_ANYWAY = 'extra'
const MOST_KINDS = 6 // at one end of a relationship; “anything” is no choice

/** A header that no import has known, and where it was met. */
export interface UnknownHeader {
  header: string
  places: string[]
}

/** The unknown headers, each once, with the sheets that have it. */
export function unknownHeaders(problems: Problem[]): UnknownHeader[] {
  const found = new Map<string, Set<string>>()
  for (const { code, column, file, sheet } of problems) {
    if (code !== 'unknown_column' || !column) continue
    const places = found.get(column) ?? new Set()
    found.set(column, places.add([file, sheet].filter(Boolean).join(' · ')))
  }
  return [...found].map(([header, places]) => ({ header, places: [...places] }))
}

/** All that a column may mean: properties of every kind, of one base each, then relationships. */
export function meaningsOf(schema: Schema, language: Language): MeaningGroup[] {
  const bases = Object.keys(schema.labels).filter((name) => !schema.labels[name]?.base)
  const owned = [...ownersOf(schema)]
  const say = ([value, { rule }]: (typeof owned)[number]) => ({ value, text: rule[language] })
  const special = { name: NAME, id: ID, ignored: IGNORED }
  const common = [
    ...Object.entries(special).map(([value, words]) => ({ value, text: words[language] })),
    ...owned.filter(([, { of }]) => of.size > 1).map(say),
    ...named(schema.entity_properties, language),
  ]
  const ofBase = (base: string) => ({
    title: schema.labels[base]?.[language] ?? base,
    meanings: owned.filter(([, { of }]) => of.size === 1 && of.has(base)).map(say),
  })
  return [
    { title: COMMON[language], meanings: common },
    ...bases.map(ofBase),
    { title: RELATIONSHIPS[language], meanings: relationshipsOf(schema, language) },
  ].filter(({ meanings }) => meanings.length)
}

/** What headers mean, in words; `kept`: those of a column that is only kept. */
export function wordsOf(map: Record<string, string>, groups: MeaningGroup[], kept: string) {
  const words = new Map(groups.flatMap(({ meanings }) => meanings).map(({ value, text }) => [value, text]))
  words.set(KEPT_ANYWAY, kept)
  // A mapping made by hand may name one of our headers, which is a word already.
  return Object.entries(map).map(([header, value]) => ({ header, meaning: words.get(value) ?? value }))
}

/** Properties of kinds by key, with the base labels that have them. */
function ownersOf(schema: Schema): Map<string, { rule: Property; of: Set<string> }> {
  const owners = new Map<string, { rule: Property; of: Set<string> }>()
  for (const [name, label] of Object.entries(schema.labels)) {
    for (const [key, rule] of Object.entries((label as Label).properties)) {
      if ((rule as Ruled).automatic) continue
      const owner = owners.get(key) ?? { rule, of: new Set<string>() }
      owner.of.add(label.base ?? name)
      owners.set(key, owner)
    }
  }
  return owners
}

function named(rules: Record<string, Property>, language: Language): Meaning[] {
  return Object.entries(rules)
    .filter(([key, rule]) => key !== KEPT_ANYWAY && !(rule as Ruled).automatic)
    .map(([value, rule]) => ({ value, text: rule[language] }))
}

/** Relationships both ways, as the API notes them: WORKS_AT -> Organisation. */
function relationshipsOf(schema: Schema, language: Language): Meaning[] {
  return Object.entries(schema.relationships)
    .filter(([, type]) => !type.provenance)
    .flatMap(([name, type]) => waysOf(name, type, schema, language))
}

function waysOf(name: string, type: RelationshipType, schema: Schema, language: Language): Meaning[] {
  const { ends } = type as RelationshipType & Ends
  const side = (place: number) => [...new Set(ends.flatMap((pair) => pair[place] ?? []))]
  const say = (labels: string[]) => labels.map((label) => schema.labels[label]?.[language]).join('／')
  const [starts, targets] = [side(0), side(1)]
  const out = { value: `${name} -> ${targets.join(', ')}`, text: `${type[language]} → ${say(targets)}` }
  const into = { value: `${name} <- ${starts.join(', ')}`, text: `${say(starts)} → ${type[language]}` }
  return [
    ...(isTelling(targets, schema) ? [out] : []),
    ...(type.directed && isTelling(starts, schema) ? [into] : []),
  ]
}

/** Whether these kinds are few enough to tell whom a cell may name. */
function isTelling(labels: string[], schema: Schema): boolean {
  return labels.length <= MOST_KINDS && labels.every((label) => label in schema.labels)
}
