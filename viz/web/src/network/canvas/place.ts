import type { Point } from '@/network/drawn'
import { RADIUS, type Size } from '@/network/measure'

/** A node to place: the server's coordinates, absent when it gave none, and the room it takes. */
export interface Box extends Size {
  id: string
  at: readonly number[] | null
}

const GAP = 8 // pixels between neighbouring boxes: names stay apart
const ROUNDS = 300 // enough for some hundred boxes
const LOOSEN_EVERY = 20 // rounds: boxes too crowded to part are first spread a little
const LOOSEN = 1.12
const STRETCH = 1.7 // how much more one axis may be scaled than the other
const CROWD = 120 // nodes: more do not fit any canvas, and stand as far apart as the server put them
const LEAST_SCALE = { x: 0.7, y: 0.8 } // of the server's rooms: names then stay apart
const REACH = 200 // pixels per node, on a square: a few nodes need not fill all of it

type Placed = Box & Point

/**
 * The server's layout scaled to the canvas, then nodes moved apart until no name covers another.
 *
 * Returns the centre of each node's circle. Deterministic; ids keep their order.
 */
export function place(boxes: Box[], viewport: Size): Map<string, Point> {
  const placed = scale(boxes, viewport)
  for (let round = 1; round <= ROUNDS && separate(placed); round += 1) {
    if (round % LOOSEN_EVERY === 0) loosen(placed)
  }
  return new Map(placed.map(({ id, x, y, height }) => [id, { x, y: y - height / 2 + RADIUS }]))
}

function scale(boxes: Box[], viewport: Size): Placed[] {
  const points = boxes.map((box, index) => box.at ?? onSpiral(index))
  const [left, width] = extent(points.map(([x = 0]) => x))
  const [top, height] = extent(points.map(([, y = 0]) => y))
  const most = REACH * Math.sqrt(boxes.length)
  const across = Math.min(viewport.width, most) / width
  const down = Math.min(viewport.height, most) / height
  const least = boxes.length > CROWD ? LEAST_SCALE : { x: 0, y: 0 }
  const horizontal = Math.max(least.x, Math.min(across, down * STRETCH))
  const vertical = Math.max(least.y, Math.min(down, across * STRETCH))
  return boxes.map((box, index) => {
    const [x = 0, y = 0] = points[index] ?? []
    // What the layout puts at one height has its circles there, however long the names below.
    return { ...box, x: (x - left) * horizontal, y: (y - top) * vertical + box.height / 2 }
  })
}

function extent(values: number[]): [number, number] {
  const low = Math.min(...values)
  return [low, Math.max(...values) - low || 1]
}

/** Somewhere of its own for a node that the server gave no place. */
function onSpiral(index: number): number[] {
  const angle = index * 2.4
  return [Math.sqrt(index) * Math.cos(angle), Math.sqrt(index) * Math.sin(angle)]
}

/** Pushes each overlapping pair apart by half, along the shorter way. Whether any overlapped. */
function separate(placed: Placed[]): boolean {
  const across = [...placed].sort((one, other) => one.x - other.x)
  const reach = Math.max(...placed.map((box) => box.width)) + GAP
  let moved = false
  for (const [index, one] of across.entries()) {
    for (let next = index + 1; next < across.length; next += 1) {
      const other = across[next]
      // In order from left to right, all further ones are too far away as well.
      if (!other || other.x - one.x > reach) break
      if (pushApart(one, other)) moved = true
    }
  }
  return moved
}

function loosen(placed: Placed[]): void {
  for (const box of placed) {
    box.x *= LOOSEN
    box.y *= LOOSEN
  }
}

function pushApart(one: Placed, other: Placed): boolean {
  const x = other.x - one.x
  const y = other.y - one.y
  const overX = (one.width + other.width) / 2 + GAP - Math.abs(x)
  const overY = (one.height + other.height) / 2 + GAP - Math.abs(y)
  if (overX <= 0.01 || overY <= 0.01) return false
  if (overX < overY) shift(one, other, 'x', x, overX)
  else shift(one, other, 'y', y, overY)
  return true
}

function shift(one: Placed, other: Placed, axis: 'x' | 'y', apart: number, over: number): void {
  const step = (apart < 0 ? -over : over) / 2
  one[axis] -= step
  other[axis] += step
}
