import type { Node, Relationship, Schema, Subgraph } from '@/api/types'
import { kindOf } from '@/network/kinds'

export interface NodeRow {
  node: Node
  /** Relationships that it has with the other nodes drawn. */
  degree: number
}

export interface RelationshipRow {
  relationship: Relationship
  from: Node
  to: Node
}

export interface Rows {
  nodes: NodeRow[]
  relationships: RelationshipRow[]
}

/** The same nodes and relationships that the canvas draws, as rows of two tables. */
export function rowsOf(subgraph: Subgraph | null, schema: Schema, hidden: string[]): Rows {
  if (!subgraph) return { nodes: [], relationships: [] }
  const visible = subgraph.nodes.filter((node) => !hidden.includes(kindOf(node, schema)))
  const byId = new Map(visible.map((node) => [node.id, node]))
  const counts = new Map<string, number>()
  const relationships: RelationshipRow[] = []
  for (const relationship of subgraph.relationships) {
    const from = byId.get(relationship.from)
    const to = byId.get(relationship.to)
    if (!from || !to) continue
    relationships.push({ relationship, from, to })
    for (const id of new Set([from.id, to.id])) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return { nodes: visible.map((node) => ({ node, degree: counts.get(node.id) ?? 0 })), relationships }
}
