import type { DrawnEdge, DrawnGraph, Point } from '@/network/drawn'
import { overlap, pointOn, roomOf, type Rectangle } from './geometry'
import { emWidth, TYPE_SIZE } from '@/network/measure'

/** A relationship's type name with the centre of its place on the canvas. */
export interface TypeName extends Point {
  id: string
  words: string
  strong: boolean
}

// Shares of the line where a name may stand: the middle first.
const SHARES = [0.5, 0.6, 0.4, 0.7, 0.3, 0.78, 0.22]

function around({ x, y }: Point, text: string): Rectangle {
  const half = (emWidth(text) * TYPE_SIZE) / 2 + 2
  return { left: x - half, right: x + half, top: y - TYPE_SIZE * 0.7, bottom: y + TYPE_SIZE * 0.7 }
}

function rank(edge: DrawnEdge, focus: string | null): number {
  if (edge.strong) return 0
  return edge.from === focus || edge.to === focus ? 1 : 2
}

/**
 * Places for the type names that have room: the highlighted first, then those of the focused node,
 * then the rest. One that would cover a node, a name or another type name is left to the pointer
 * and the table; highlighted ones are always named, dimmed ones never.
 */
export function placeTypeNames({ nodes, edges }: DrawnGraph, focus: string | null): TypeName[] {
  const points = new Map(nodes.map((node) => [node.id, node]))
  const taken = nodes.map(roomOf)
  const ordered = edges
    .filter((edge) => !edge.dim && edge.from !== edge.to)
    .sort((one, other) => rank(one, focus) - rank(other, focus))
  const placed: TypeName[] = []
  for (const edge of ordered) {
    const from = points.get(edge.from)
    const to = points.get(edge.to)
    const point = from && to && findPlace(edge, from, to, taken)
    if (!point) continue
    taken.push(around(point, edge.words))
    placed.push({ id: edge.id, words: edge.words, strong: edge.strong, ...point })
  }
  return placed
}

function findPlace(
  edge: DrawnEdge,
  from: Point,
  to: Point,
  taken: Rectangle[],
): Point | undefined {
  const points = SHARES.map((share) => pointOn(from, to, edge.bend, share))
  const isFree = (point: Point) => {
    const room = around(point, edge.words)
    return !taken.some((other) => overlap(room, other))
  }
  return points.find(isFree) ?? (edge.strong ? points[0] : undefined)
}

/** The name of one relationship, as strong: where it has its place, else in the middle of its line. */
export function nameOfOne({ nodes, edges }: DrawnGraph, id: string | null, placed: TypeName[]): TypeName[] {
  const edge = edges.find((each) => each.id === id)
  const [from, to] = [edge?.from, edge?.to].map((end) => nodes.find((node) => node.id === end))
  if (!edge || !from || !to) return []
  const point = placed.find((each) => each.id === id) ?? pointOn(from, to, edge.bend, 0.5)
  return [{ id: edge.id, words: edge.words, x: point.x, y: point.y, strong: true }]
}
