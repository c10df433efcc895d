import type { Node, Relationship, Schema, Subgraph } from '@/api/types'
import type { DrawnEdge, DrawnNode, Drawing, Highlight, Point, Title } from '@/network/drawn'
import { isNotDone, kindOf, statusOf } from '@/network/kinds'
import { wrapName } from '@/network/measure'
import { gapBeforeName, hull, roomOf } from './geometry'

/** Opacity of what is not brought out: it steps back, but its names can still be read. */
export const DIM_NODE = 0.45
export const DIM_EDGE = 0.35

export interface DrawingOptions {
  schema: Schema
  places: ReadonlyMap<string, Point>
  hidden: string[]
  highlight: Highlight | null
  /** Neighbours hidden by a fold, by the folded node. */
  counted?: ReadonlyMap<string, number>
  pinned?: ReadonlySet<string>
  typeName: (type: string) => string
  statusName: (status: string) => string
  /** What the block of those in no group is called. */
  elsewhere?: string
}

const BEND = 0.22 // between neighbouring parallel lines: far enough to read both type names

/** What the canvas draws of a subgraph: its visible nodes and the relationships among them. */
export function draw(subgraph: Subgraph, options: DrawingOptions): Drawing {
  const { schema, places, hidden } = options
  const nodes = subgraph.nodes.filter(
    (node) => places.has(node.id) && !hidden.includes(kindOf(node, schema)),
  )
  const drawn = nodes.map((node) => drawNode(node, options))
  const byId = new Map(drawn.map((node) => [node.id, node]))
  const kept = subgraph.relationships.filter(({ from, to }) => byId.has(from) && byId.has(to))
  const bends = bendsOf(kept)
  return {
    nodes: drawn,
    edges: kept.map((item) => drawEdge(item, bends.get(item.id) ?? 0, byId, options)),
    titles: subgraph.groups ? titlesOf(drawn, subgraph.groups, options.elsewhere) : [],
  }
}

function titlesOf(nodes: DrawnNode[], groups: Record<string, string>, elsewhere = ''): Title[] {
  const members = new Map<string, DrawnNode[]>()
  for (const node of nodes) {
    const group = groups[node.id] ?? elsewhere
    members.set(group, [...(members.get(group) ?? []), node])
  }
  return [...members]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([name, block]) => {
      const { left, right, top } = hull(block.map(roomOf)) ?? { left: 0, right: 0, top: 0 }
      return { words: `${name} ${block.length}`, x: (left + right) / 2, y: top }
    })
}

function drawNode(node: Node, options: DrawingOptions): DrawnNode {
  const { schema, places, highlight, statusName } = options
  const label = schema.labels[kindOf(node, schema)]
  const status = statusOf(node)
  return {
    id: node.id,
    name: node.name,
    lines: wrapName(node.name),
    glyph: label?.glyph ?? '',
    colour: label?.colour ?? '',
    badge: status !== null && isNotDone(status) ? statusName(status) : null,
    proposed: status === 'proposed',
    dim: highlight !== null && !highlight.nodes.has(node.id),
    counted: options.counted?.get(node.id) ?? 0,
    pinned: options.pinned?.has(node.id) ?? false,
    ...(places.get(node.id) ?? { x: 0, y: 0 }),
  }
}

function drawEdge(
  item: Relationship,
  bend: number,
  nodes: ReadonlyMap<string, DrawnNode>,
  { schema, highlight, typeName }: DrawingOptions,
): DrawnEdge {
  const from = nodes.get(item.from)
  const to = nodes.get(item.to)
  const strong = highlight?.relationships.has(item.id) ?? false
  return {
    id: item.id,
    from: item.from,
    to: item.to,
    words: typeName(item.type),
    directed: schema.relationships[item.type]?.directed ?? true,
    bend,
    gap: from && to ? gapBeforeName({ bend }, from, to) : 0,
    dashed: Boolean(from?.proposed || to?.proposed),
    strong,
    dim: highlight !== null && !strong,
  }
}

/** The bend of each relationship: straight for the only one between two nodes, else fanned out. */
function bendsOf(relationships: Relationship[]): Map<string, number> {
  const groups = new Map<string, Relationship[]>()
  for (const item of relationships) {
    const pair = [item.from, item.to].sort().join('.')
    groups.set(pair, [...(groups.get(pair) ?? []), item])
  }
  const bends = new Map<string, number>()
  for (const group of groups.values()) {
    for (const [index, item] of group.entries()) bends.set(item.id, fan(index, group.length, item))
  }
  return bends
}

function fan(index: number, size: number, { from, to }: Relationship): number {
  const side = (index - (size - 1) / 2) * BEND
  // Seen from the same end, so that two opposite relationships do not bend onto each other.
  return from < to ? side : -side
}
