import type { Count, Direction, Property, Relationship, Schema, Words } from '@/api/types'

/** Properties whose value is the id of another entity, shown by its name. */
export const NAMES_OF = ['office', 'survey_round']

export type Language = keyof Words

export interface Fact {
  name: string
  title: string
  value: string
}

// Shown in places of their own: the list of sources, the status badge.
const ELSEWHERE = new Set(['sources', 'status'])

interface Described {
  labels?: string[]
  properties: Record<string, unknown>
}

/** The properties that a node of these labels may have, by name, in the schema's order. */
function propertiesOf(labels: string[], schema: Schema): Record<string, Property> {
  const own = labels.map((name) => schema.labels[name]?.properties ?? {})
  return Object.assign({}, ...own, schema.entity_properties) as Record<string, Property>
}

/** The facts of an entity with the schema's names; unknown properties come last, as they are. */
export function factsOf(entity: Described, schema: Schema, language: Language): Fact[] {
  return list(entity.properties, propertiesOf(entity.labels ?? [], schema), schema, language)
}

/** The facts of a relationship, without its sources. */
export function relationshipFactsOf(
  relationship: Described,
  schema: Schema,
  language: Language,
): Fact[] {
  return list(relationship.properties, schema.relationship_properties, schema, language)
}

function list(
  values: Record<string, unknown>,
  properties: Record<string, Property>,
  schema: Schema,
  language: Language,
): Fact[] {
  const names = [...new Set([...Object.keys(properties), ...Object.keys(values)])]
  return names
    .filter((name) => !ELSEWHERE.has(name) && !isEmpty(values[name]))
    .map((name) => ({
      name,
      title: properties[name]?.[language] ?? name,
      value: formatValue(values[name], properties[name]?.kind, schema, language),
    }))
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || isEmptyList(value)
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

const LOCALES: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' }

/** A property's value as text in a language. Dates stay as given: they may be partial. */
export function formatValue(
  value: unknown,
  valueType: string | undefined,
  schema: Schema,
  language: Language,
): string {
  if (Array.isArray(value)) return value.map(String).join(language === 'zh' ? '、' : ', ')
  if (typeof value === 'boolean') return yesOrNo(value, language)
  if (typeof value === 'number') return formatNumber(value, valueType, language)
  if (valueType === 'enum') return schema.statuses[String(value)]?.[language] ?? String(value)
  if (valueType === 'moment') return new Date(String(value)).toLocaleString(LOCALES[language])
  if (typeof value === 'object' && value !== null) return formatMap(value, language)
  return String(value)
}

function yesOrNo(value: boolean, language: Language): string {
  if (language === 'zh') return value ? '是' : '否'
  return value ? 'yes' : 'no'
}

function formatNumber(value: number, valueType: string | undefined, language: Language): string {
  if (valueType === 'share') return `${Math.round(value * 100)}%`
  return value.toLocaleString(LOCALES[language], { maximumFractionDigits: 6 })
}

function formatMap(value: object, language: Language): string {
  const [colon, comma] = language === 'zh' ? ['：', '；'] : [': ', '; ']
  return Object.entries(value)
    .map(([key, item]) => `${key}${colon}${typeof item === 'object' ? JSON.stringify(item) : item}`)
    .join(comma)
}

const ROLES = ['role', 'end_role']

/** A role beside a neighbour, and whether it is the neighbour's own. */
export interface Role {
  role: string
  own: boolean
}

/**
 * What a neighbour is, seen from the other end. A directed relationship has one role, whoever looks;
 * of equals it is the neighbour's, or where only the other's is known, that. As `beside` in graph/roles.py.
 */
export function roleOf(
  relationship: Pick<Relationship, 'properties'>,
  fromStart: boolean,
  directed: boolean,
): Role | null {
  const [start, end] = ROLES.map((name) => relationship.properties[name] as string | undefined)
  if (directed) return start ? { role: start, own: true } : null
  const [theirs, other] = fromStart ? [end, start] : [start, end]
  if (theirs) return { role: theirs, own: true }
  return other ? { role: other, own: false } : null
}

/** The facts of a relationship but for its roles, which are told by the end that one looks from. */
export function withoutRoles(facts: Fact[]): Fact[] {
  return facts.filter(({ name }) => !ROLES.includes(name))
}

/** The relationships of an entity of one type, in one direction; null where it has no direction. */
export interface Group {
  type: string
  direction: Direction | null
  count: number
}

/** Counts in the schema's order; both directions of an undirected type are one group. */
export function groupsOf(counts: Count[], schema: Schema): Group[] {
  const groups = new Map<string, Group>()
  for (const { type, direction, count } of counts) {
    const seen = schema.relationships[type]?.directed === false ? null : direction
    const key = `${type} ${seen}`
    groups.set(key, { type, direction: seen, count: count + (groups.get(key)?.count ?? 0) })
  }
  const order = Object.keys(schema.relationships)
  return [...groups.values()].sort((one, other) => order.indexOf(one.type) - order.indexOf(other.type))
}

/** The sign between an entity and its neighbour: where the relationship points, as seen from it. */
export function arrowOf(direction: Direction | null): string {
  if (direction === null) return '—'
  return direction === 'out' ? '→' : '←'
}
