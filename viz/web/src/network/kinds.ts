import type { Node, Schema } from '@/api/types'

/** The label that a node is drawn as: the first in the schema's order that is no base label, else
 * its base. The same rule as `kind_of` in graph/schema.py. */
export function kindOf(node: Pick<Node, 'labels'>, schema: Schema): string {
  const own = Object.keys(schema.labels).filter((name) => node.labels.includes(name))
  return own.find((name) => schema.labels[name]?.base) ?? own[0] ?? ''
}

export interface LegendEntry {
  label: string
  count: number
  hidden: boolean
}

/** The kinds that are present, in the schema's order, with how many nodes are of each. */
export function legendOf(nodes: Node[], schema: Schema, hidden: string[]): LegendEntry[] {
  const counts = new Map<string, number>()
  for (const node of nodes) {
    const kind = kindOf(node, schema)
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return Object.keys(schema.labels)
    .filter((label) => counts.has(label))
    .map((label) => ({ label, count: counts.get(label) ?? 0, hidden: hidden.includes(label) }))
}

/** The status of an affair, null for everything else. */
export function statusOf(node: Pick<Node, 'properties'>): string | null {
  const { status } = node.properties
  return typeof status === 'string' ? status : null
}

/** Whether such a node may have a status, as every affair may. */
export function hasStatus(node: Pick<Node, 'labels'>, schema: Schema | null): boolean {
  return node.labels.some((name) => schema?.labels[name]?.properties.status !== undefined)
}

// What the sources only suggest, ask for or plan, and what came to nothing: marked on the canvas, so that nobody takes it
// for a thing done.
const NOT_DONE = ['proposed', 'required', 'planned', 'dropped']

export function isNotDone(status: string | null): boolean {
  return status !== null && NOT_DONE.includes(status)
}
