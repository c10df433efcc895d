import type { DrawnEdge, DrawnNode, Point } from '@/network/drawn'
import { nodeSize, RADIUS, type Size } from '@/network/measure'

export interface Rectangle {
  left: number
  top: number
  right: number
  bottom: number
}

/** The room of a node with its name; the circle's centre is the node's place. */
export function roomOf({ x, y, lines }: Pick<DrawnNode, 'x' | 'y' | 'lines'>): Rectangle {
  const { width, height } = nodeSize(lines)
  const top = y - RADIUS
  return { left: x - width / 2, right: x + width / 2, top, bottom: top + height }
}

export function overlap(one: Rectangle, other: Rectangle): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  )
}

/** Whether a point lies between two corners. */
export function holds(one: Point, other: Point, { x, y }: Point): boolean {
  return (x - one.x) * (x - other.x) <= 0 && (y - one.y) * (y - other.y) <= 0
}

/** Where a camera looks, and how close, to see all of a rectangle in a viewport of some size. */
export function cameraOn(all: Rectangle, viewport: Size, most: number): { position: Point; scale: number } {
  const across = viewport.width / (all.right - all.left)
  const down = viewport.height / (all.bottom - all.top)
  const position = { x: (all.left + all.right) / 2, y: (all.top + all.bottom) / 2 }
  return { position, scale: Math.min(across, down, most) }
}

/** The smallest rectangle round all of them; null for none. */
export function hull(rooms: Rectangle[]): Rectangle | null {
  if (!rooms.length) return null
  return {
    left: Math.min(...rooms.map((room) => room.left)),
    top: Math.min(...rooms.map((room) => room.top)),
    right: Math.max(...rooms.map((room) => room.right)),
    bottom: Math.max(...rooms.map((room) => room.bottom)),
  }
}

/**
 * The control point of vis-network's quadratic curves: `curvedCW` for a positive bend, `curvedCCW`
 * for a negative one, with |bend| as roundness; half-way for a straight line.
 */
function controlOf(from: Point, to: Point, bend: number): Point {
  if (bend === 0) return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
  const x = to.x - from.x
  const y = from.y - to.y
  const reach = Math.abs(bend) * 0.5 + 0.5
  const angle = Math.atan2(y, x) + (bend * 0.5 + 0.5) * Math.PI
  const radius = Math.hypot(x, y) * reach
  return { x: from.x + radius * Math.sin(angle), y: from.y + radius * Math.cos(angle) }
}

/** The point of a relationship's line at a share of its way, 0 at `from` and 1 at `to`. */
export function pointOn(from: Point, to: Point, bend: number, share: number): Point {
  const control = controlOf(from, to, bend)
  const rest = 1 - share
  const mix = (axis: 'x' | 'y') =>
    rest * rest * from[axis] + 2 * rest * share * control[axis] + share * share * to[axis]
  return { x: mix('x'), y: mix('y') }
}

const BEFORE_END = 0.9 // of the way: where a curve shows the direction in which it arrives
const MARGIN = 3 // pixels between a name and the tip of an arrow

/**
 * How much earlier a line must end so that its arrow stands clear of the name beneath the node it
 * points to; 0 when it does not come from below.
 */
export function gapBeforeName(edge: Pick<DrawnEdge, 'bend'>, from: Point, to: DrawnNode): number {
  const last = pointOn(from, to, edge.bend, BEFORE_END)
  const length = Math.hypot(last.x - to.x, last.y - to.y)
  if (length === 0) return 0
  const across = Math.abs(last.x - to.x) / length
  const down = (last.y - to.y) / length
  const room = roomOf(to)
  const half = (room.right - room.left) / 2
  // Lines only spread outwards: one that passes beside the name's upper edge never meets it.
  if (down <= 0 || (across / down) * RADIUS > half) return 0
  const leave = Math.min(half / across, (room.bottom - to.y) / down)
  // vis-network itself ends lines at the square round the circle.
  const border = Math.min(RADIUS / across, RADIUS / down)
  return Math.max(0, leave - border + MARGIN)
}
