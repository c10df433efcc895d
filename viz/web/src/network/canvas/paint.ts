import type { DrawnNode } from '@/network/drawn'
import { DIM_NODE } from './drawing'
import type { Ink } from './ink'
import { emWidth, NAME_GAP, NAME_LINE, NAME_SIZE, RADIUS } from '@/network/measure'

interface Asked {
  ctx: CanvasRenderingContext2D
  x: number
  y: number
  state: { selected: boolean; hover: boolean }
}

/** How far the camera is zoomed; set before each frame. Details too small to be seen are not drawn. */
export interface Sight {
  scale: number
}

const LEGIBLE = 5.5 // pixels on the screen: smaller characters are only noise, and slow
// Smaller names are not read with ease; the most important ones are then written larger instead.
const LEGIBLE_NAME = 7.5
const BADGE_SIZE = 11
const GLYPH_SIZE = 16

/**
 * The drawing of one node for vis-network's `custom` shape: a disc with the kind's glyph, the
 * name beneath it. Text goes through `fillText` only, so a name can never become markup.
 */
export function painterOf(node: DrawnNode, ink: Ink, sight: Sight) {
  return ({ ctx, x, y, state }: Asked) => ({
    drawNode(): void {
      ctx.globalAlpha = node.dim ? DIM_NODE : 1
      drawRing(ctx, x, y, state, ink)
      drawDisc(ctx, x, y, node, ink)
      if (isLegible(GLYPH_SIZE, sight)) drawGlyph(ctx, x, y, node, ink)
    },
    drawExternalLabel(): void {
      ctx.globalAlpha = node.dim ? DIM_NODE : 1
      const legible = areNamesLegible(sight)
      if (legible) drawName(ctx, x, y, node, state.selected, ink)
      if (legible && node.badge !== null) drawBadge(ctx, x, y, node.badge, ink.notDone, ink)
      if (node.counted) drawBadge(ctx, x, y + 2 * RADIUS, `+${node.counted}`, ink.accent, ink)
      if (node.pinned) drawPin(ctx, x, y, ink)
    },
    nodeDimensions: { width: 2 * RADIUS, height: 2 * RADIUS },
  })
}

/** Whether characters of a size, in the canvas's own pixels, can be read at this zoom. */
function isLegible(size: number, { scale }: Sight): boolean {
  return size * scale >= LEGIBLE
}

/** Whether each node's own name can be read at this zoom. */
export function areNamesLegible({ scale }: Sight): boolean {
  return NAME_SIZE * scale >= LEGIBLE_NAME
}

function drawRing(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  state: Asked['state'],
  ink: Ink,
): void {
  if (!state.selected && !state.hover) return
  ctx.beginPath()
  ctx.arc(x, y, RADIUS + 4.5, 0, 2 * Math.PI)
  ctx.lineWidth = state.selected ? 3 : 1.5
  ctx.strokeStyle = ink.accent
  ctx.stroke()
}

function drawDisc(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  node: DrawnNode,
  ink: Ink,
): void {
  ctx.beginPath()
  ctx.arc(x, y, RADIUS - 1, 0, 2 * Math.PI)
  ctx.fillStyle = node.proposed ? ink.paper : node.colour
  ctx.fill()
  if (!node.proposed) return
  ctx.setLineDash([5, 4])
  ctx.lineWidth = 2
  ctx.strokeStyle = node.colour
  ctx.stroke()
  ctx.setLineDash([])
}

function drawGlyph(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  node: DrawnNode,
  ink: Ink,
): void {
  ctx.font = `600 ${GLYPH_SIZE}px ${ink.font}`
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.fillStyle = node.proposed ? ink.text : ink.onKind
  ctx.fillText(node.glyph, x, y + 1)
}

function drawName(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  node: DrawnNode,
  selected: boolean,
  ink: Ink,
): void {
  ctx.font = `${selected ? '600 ' : ''}${NAME_SIZE}px ${ink.font}`
  ctx.textAlign = 'center'
  ctx.textBaseline = 'top'
  ctx.lineJoin = 'round'
  ctx.lineWidth = 4
  ctx.strokeStyle = ink.paper
  ctx.fillStyle = ink.text
  for (const [index, line] of node.lines.entries()) {
    const top = y + RADIUS + NAME_GAP + index * NAME_LINE
    ctx.strokeText(line, x, top)
    ctx.fillText(line, x, top)
  }
}

function drawBadge(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  text: string,
  colour: string,
  ink: Ink,
): void {
  const width = emWidth(text) * BADGE_SIZE + 8
  const left = x + RADIUS * 0.45
  const top = y - RADIUS - 4
  ctx.beginPath()
  ctx.roundRect(left, top, width, BADGE_SIZE + 5, 4)
  ctx.fillStyle = colour
  ctx.fill()
  ctx.lineWidth = 1.5
  ctx.strokeStyle = ink.paper
  ctx.stroke()
  ctx.font = `600 ${BADGE_SIZE}px ${ink.font}`
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.fillStyle = ink.paper
  ctx.fillText(text, left + width / 2, top + (BADGE_SIZE + 5) / 2 + 0.5)
}

/** A dot on the left shoulder of a node that stays where a hand put it. */
function drawPin(ctx: CanvasRenderingContext2D, x: number, y: number, ink: Ink): void {
  ctx.beginPath()
  ctx.arc(x - RADIUS * 0.75, y - RADIUS * 0.75, 4, 0, 2 * Math.PI)
  ctx.fillStyle = ink.accent
  ctx.fill()
  ctx.lineWidth = 1.5
  ctx.strokeStyle = ink.paper
  ctx.stroke()
}
