import type { Node, Relationship, Schema, Subgraph } from '@/api/types'
import { kindOf } from '@/network/kinds'

export interface NodeRow {
  node: Node
  /** Relationships that it has with the other nodes of the view. */
  ties: number
}

export interface TieRow {
  relationship: Relationship
  from: Node
  to: Node
}

export interface Rows {
  nodes: NodeRow[]
  ties: TieRow[]
}

/** The same nodes and relationships that the canvas draws, as rows of two tables. */
export function rowsOf(subgraph: Subgraph | null, schema: Schema, hidden: string[]): Rows {
  if (!subgraph) return { nodes: [], ties: [] }
  const visible = subgraph.nodes.filter((node) => !hidden.includes(kindOf(node, schema)))
  const byId = new Map(visible.map((node) => [node.id, node]))
  const counts = new Map<string, number>()
  const ties: TieRow[] = []
  for (const relationship of subgraph.relationships) {
    const from = byId.get(relationship.from)
    const to = byId.get(relationship.to)
    if (!from || !to) continue
    ties.push({ relationship, from, to })
    for (const id of new Set([from.id, to.id])) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return { nodes: visible.map((node) => ({ node, ties: counts.get(node.id) ?? 0 })), ties }
}
