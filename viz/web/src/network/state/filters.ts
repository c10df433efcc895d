import type { Node, Relationship, Subgraph } from '@/api/types'
import type { NetworkFilter } from '@/shell/pageState'

/** A subgraph without what a filter leaves out. Nodes that lose all their relationships by it go, too. */
export function filtered(subgraph: Subgraph, filter: NetworkFilter, centre: string | null): Subgraph {
  const nodes = subgraph.nodes.filter((node) => isOf(node, filter.office))
  const known = new Set(nodes.map(({ id }) => id))
  const among = subgraph.relationships.filter(({ from, to }) => known.has(from) && known.has(to))
  const relationships = among.filter((relationship) => passes(relationship, filter))
  if (relationships.length === subgraph.relationships.length) return subgraph
  const before = endsOf(subgraph.relationships)
  const after = endsOf(relationships)
  // Someone drawn alone stays alone; someone whose every relationship was filtered out goes.
  const kept = nodes.filter(({ id }) => id === centre || after.has(id) || !before.has(id))
  return { ...subgraph, nodes: kept, relationships }
}

export function isFiltering({ types, year, least, office }: NetworkFilter): boolean {
  return types.length > 0 || year !== null || least > 0 || office !== null
}

function isOf({ properties }: Node, office: string | null): boolean {
  return office === null || properties.office === undefined || properties.office === office
}

function passes({ type, properties }: Relationship, { types, year, least }: NetworkFilter): boolean {
  if (types.includes(type)) return false
  const { strength, since, until } = properties
  if (typeof strength === 'number' && strength < least) return false
  if (year === null) return true
  return yearOf(since, -Infinity) <= year && year <= yearOf(until, Infinity)
}

function yearOf(date: unknown, otherwise: number): number {
  return typeof date === 'string' ? Number(date.slice(0, 4)) : otherwise
}

function endsOf(relationships: Relationship[]): Set<string> {
  return new Set(relationships.flatMap(({ from, to }) => [from, to]))
}

/** The years that a time slider runs through: from the first that is recorded to this one. */
export function yearsOf({ relationships }: Subgraph, today: number): [number, number] {
  const years = relationships
    .map(({ properties }) => yearOf(properties.since, today))
    .filter((year) => year > 1000)
  return [Math.min(today, ...years), today]
}

/** The types of the drawn relationships with how many are of each, most first. */
export function typesOf({ relationships }: Subgraph): [string, number][] {
  const counts = new Map<string, number>()
  for (const { type } of relationships) counts.set(type, (counts.get(type) ?? 0) + 1)
  return [...counts].sort((one, other) => other[1] - one[1])
}

/** Without the neighbours that hang on folded nodes alone, and how many each of those hides. */
export function folded(
  subgraph: Subgraph,
  ids: string[],
): { subgraph: Subgraph; hidden: ReadonlyMap<string, number> } {
  const hubs = new Set(ids)
  const neighbours = neighboursOf(subgraph)
  const hidden = new Map<string, number>()
  const gone = new Set<string>()
  for (const { id } of subgraph.nodes) {
    const [only, ...others] = neighbours.get(id) ?? []
    if (only === undefined || others.length || !hubs.has(only) || hubs.has(id)) continue
    gone.add(id)
    hidden.set(only, (hidden.get(only) ?? 0) + 1)
  }
  if (!gone.size) return { subgraph, hidden }
  const nodes = subgraph.nodes.filter(({ id }) => !gone.has(id))
  const relationships = subgraph.relationships.filter(
    ({ from, to }) => !gone.has(from) && !gone.has(to),
  )
  return { subgraph: { ...subgraph, nodes, relationships }, hidden }
}

export function neighboursOf({ relationships }: Subgraph): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const { from, to } of relationships) {
    if (from === to) continue
    found.set(from, (found.get(from) ?? new Set()).add(to))
    found.set(to, (found.get(to) ?? new Set()).add(from))
  }
  return found
}

/** The relationships of a shortest path between two drawn nodes; null when nothing joins them. */
export function pathBetween(subgraph: Subgraph, start: string, end: string): string[] | null {
  const neighbours = neighboursOf(subgraph)
  const before = new Map<string, string>([[start, start]])
  const queue = [start]
  for (const id of queue) {
    if (id === end) break
    for (const next of neighbours.get(id) ?? []) {
      if (before.has(next)) continue
      before.set(next, id)
      queue.push(next)
    }
  }
  if (!before.has(end)) return null
  const path = [end]
  while (path[0] !== start) path.unshift(before.get(path[0] ?? start) ?? start)
  return path
}
