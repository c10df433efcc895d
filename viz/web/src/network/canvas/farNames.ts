import type { DrawnGraph, DrawnNode, Point, Title } from '@/network/drawn'
import { overlap, type Rectangle } from './geometry'
import { emWidth, RADIUS } from '@/network/measure'

/** A name; placed, it has the middle of its upper edge on the canvas, before that its node's place. */
export interface FarName extends Point {
  id: string
  words: string
  /** In pixels on the screen. */
  width: number
  /** Written in bold: selected, picked. */
  strong: boolean
}

export const FAR_SIZE = 12 // pixels on the screen, whatever the zoom
export const TITLE_SIZE = 13
const LINE = 15
const BELOW = 2 // pixels between a disc and its name
const AROUND = { x: 14, y: 6 } // pixels kept free round a name: some stand out, a carpet of them does not
const WIDEST = 10 // ems: a line that the eye takes in; the details have the whole name

/**
 * The names to write from afar, of which as many are written as there is room for: the selected,
 * the picked, the highlighted, then those with most relationships in the drawing. Where a route is
 * brought out, nothing off it is named.
 */
export function rankedNames({ nodes, edges }: DrawnGraph, selected: string | null, picked: string[]): FarName[] {
  const degrees = new Map<string, number>()
  for (const { from, to } of edges) {
    for (const id of [from, to]) degrees.set(id, (degrees.get(id) ?? 0) + 1)
  }
  const strong = new Set([selected, ...picked].filter((id) => id !== null))
  const first = ({ id }: DrawnNode) => (id === selected ? 2 : Number(strong.has(id)))
  return nodes
    .filter(({ id, dim }) => !dim || strong.has(id))
    .sort(
      (one, other) =>
        first(other) - first(one) || (degrees.get(other.id) ?? 0) - (degrees.get(one.id) ?? 0),
    )
    .map(({ id, name, x, y }) => {
      const words = oneLine(name)
      return { id, words, width: emWidth(words) * FAR_SIZE, strong: strong.has(id), x, y }
    })
}

/** Names in order of importance, each where it covers none before it, at a zoom. */
export function placeFarNames(ranked: FarName[], scale: number): FarName[] {
  const taken: Rectangle[] = []
  const placed: FarName[] = []
  for (const name of ranked) {
    const room = roomOf(name, scale)
    if (taken.some((other) => overlap(room, other))) continue
    taken.push(room)
    placed.push({ ...name, y: name.y + RADIUS + BELOW / scale })
  }
  return placed
}

/** Of the titles of blocks, those that fit beside each other at a zoom. */
export function placeTitles(titles: Title[], scale: number): Title[] {
  const taken: Rectangle[] = []
  return titles.filter(({ words, x, y }) => {
    const half = (emWidth(words) * TITLE_SIZE) / 2 / scale
    const room = { left: x - half, right: x + half, top: y - LINE / scale, bottom: y }
    return !taken.some((other) => overlap(room, other)) && taken.push(room)
  })
}

/** The room of a disc with a name below it, and what is kept free round it, in the canvas's pixels. */
function roomOf({ x, y, width }: FarName, scale: number): Rectangle {
  const half = Math.max(RADIUS, (width / 2 + AROUND.x) / scale)
  const bottom = y + RADIUS + (BELOW + LINE + AROUND.y) / scale
  return { left: x - half, right: x + half, top: y - RADIUS, bottom }
}

function oneLine(name: string): string {
  if (emWidth(name) <= WIDEST) return name
  let line = ''
  for (const character of name) {
    if (emWidth(line + character) > WIDEST - 1) break
    line += character
  }
  return `${line.trim()}…`
}
