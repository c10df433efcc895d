import type { components, paths } from './schema'

type Schemas = components['schemas']

export type Node = Schemas['Node']
export type Relationship = Schemas['Relationship']
export type Entity = Schemas['Entity']
export type Count = Schemas['Count']
export type Hit = Widened<Schemas['Hit']>
export type Hits = Widened<Schemas['Hits']>
export type Suggestion = Widened<Schemas['Suggestion']>
export type Apart = Schemas['Apart']
export type Match = Schemas['Match']
export type Neighbour = Schemas['Neighbour']
export type Neighbours = Schemas['Neighbours']
/** `positions`: x and y of each node's id; arrays, since openapi-fetch widens the pairs. */
export type Subgraph = Omit<Schemas['Subgraph'], 'positions'> & {
  positions?: Record<string, number[]> | null
}
export type Route = Schemas['Route']
export type Routes = Schemas['Routes']
export type Step = Schemas['Step']
export type Stats = Schemas['Stats']
export type ListedName = Schemas['ListedName']
export type Candidates = Widened<Schemas['Candidates']>
export type Similar = Schemas['Similar']
export type Alike = Schemas['Alike']
export type Reach = Schemas['Reach']
export type Reached = Schemas['Reached']
export type SavedView = Schemas['SavedView']
export type SavedViewDraft = Schemas['ViewDraft']
export type SavedViewEntry = Schemas['ViewEntry']
export type Overview = Schemas['OverviewAnswer']
export type KindCount = Schemas['KindCount']
export type CountryCount = Schemas['CountryCount']
export type GroupCount = Schemas['GroupCount']
export type Facet = Schemas['Facet']
export type Direction = Count['direction']
/** The ways in which the server places a network. */
export type Layout = NonNullable<paths['/api/network']['get']['parameters']['query']['layout']>

/** Where a fact comes from: a document's id, its line, and the words that anchor it. */
export interface Source {
  document?: string | null
  line?: number | null
  words?: string | null
}

/** A name in both languages. */
export interface Words {
  zh: string
  en: string
}

export interface Property extends Words {
  /** What its values are: text, date, share… */
  kind: string
}

export interface Label extends Words {
  colour: string
  glyph: string
  base?: string | null
  properties: Record<string, Property>
}

export interface RelationshipType extends Words {
  weight?: number | null
  directed: boolean
  provenance: boolean
}

/** Relationships of one sort, 学缘 or 乡缘, that a route may be asked to follow. */
export interface Bond extends Words {
  types: string[]
}

/** The words of the network, as `GET /api/schema` gives them. */
export interface Schema {
  statuses: Record<string, Words>
  labels: Record<string, Label>
  relationships: Record<string, RelationshipType>
  bonds: Record<string, Bond>
  entity_properties: Record<string, Property>
  relationship_properties: Record<string, Property>
  office: { id: string; name: string } | null
}

/** The sources of a node, relationship or step; none is an empty list. */
export function sourcesOf(item: { properties: Record<string, unknown> }): Source[] {
  const { sources } = item.properties
  return Array.isArray(sources) ? (sources as Source[]) : []
}

/** Pairs as arrays, which openapi-fetch makes of them. */
type Widened<T> = T extends [number, number]
  ? number[]
  : T extends object
    ? { [Key in keyof T]: Widened<T[Key]> }
    : T
