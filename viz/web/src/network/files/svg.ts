import { DIM_EDGE, DIM_NODE } from '@/network/canvas/drawing'
import { hull, pointOn, roomOf, type Rectangle } from '@/network/canvas/geometry'
import type { Drawing, DrawnEdge, DrawnNode } from '@/network/drawn'
import type { Ink } from '@/network/canvas/ink'
import type { Note } from '@/shell/useLocation'
import type { LegendEntry } from '@/network/kinds'
import { noteSize, NAME_GAP, NAME_LINE, NAME_SIZE, RADIUS, TYPE_SIZE } from '@/network/measure'

const MARGIN = 24
const LEGEND_LINE = 20
const TITLE_SIZE = 22

export interface Caption {
  /** A line on when and from what it was made. */
  made: string
  legend: (LegendEntry & { name: string; colour: string })[]
  /** Remarks on the canvas. */
  notes: Note[]
}

/** The drawing as an SVG document: relationships, nodes, names, legend and date. Names are escaped. */
export function svgOf(drawing: Drawing, caption: Caption, ink: Ink): string {
  const rooms = [...drawing.nodes.map(roomOf), ...caption.notes.map(roomOfNote)]
  const all = hull(rooms) ?? { left: 0, right: 0, top: 0, bottom: 0 }
  const left = all.left - MARGIN
  const top = all.top - MARGIN
  const width = Math.max(320, all.right - all.left + 2 * MARGIN)
  const foot = (caption.legend.length + 2) * LEGEND_LINE
  const height = all.bottom - all.top + 2 * MARGIN + foot
  const byId = new Map(drawing.nodes.map((node) => [node.id, node]))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" ` +
      `width="${Math.round(width)}" height="${Math.round(height)}" font-family="${escape(ink.font)}">`,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${ink.paper}"/>`,
    ...drawing.edges.map((edge) => edgeOf(edge, byId, ink)),
    ...drawing.nodes.map((node) => nodeOf(node, ink)),
    ...drawing.titles.map(({ words, x, y }) => text(x, y - 6, TITLE_SIZE, ink.text, words)),
    ...caption.notes.map((note) => noteOf(note, ink)),
    ...legendOf(caption, left + MARGIN, all.bottom + MARGIN, ink),
    '</svg>',
  ].join('\n')
}

function edgeOf(edge: DrawnEdge, nodes: ReadonlyMap<string, DrawnNode>, ink: Ink): string {
  const from = nodes.get(edge.from)
  const to = nodes.get(edge.to)
  if (!from || !to) return ''
  const middle = pointOn(from, to, edge.bend, 0.5)
  const pull = { x: 2 * middle.x - (from.x + to.x) / 2, y: 2 * middle.y - (from.y + to.y) / 2 }
  const colour = edge.strong ? ink.accent : ink.line
  const dash = edge.dashed ? ' stroke-dasharray="6 5"' : ''
  const path = `M${from.x} ${from.y} Q${pull.x} ${pull.y} ${to.x} ${to.y}`
  const words =
    `<text x="${middle.x}" y="${middle.y}" font-size="${TYPE_SIZE}" text-anchor="middle" ` +
    `fill="${ink.faint}" stroke="${ink.paper}" stroke-width="4" paint-order="stroke">` +
    `${escape(edge.words)}</text>`
  return (
    `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${edge.strong ? 3 : 1.2}"` +
    ` opacity="${edge.dim ? DIM_EDGE : 1}"${dash}/>${edge.dim ? '' : words}`
  )
}

function nodeOf(node: DrawnNode, ink: Ink): string {
  const fill = node.proposed ? ink.paper : node.colour
  const glyph = node.proposed ? ink.text : ink.onKind
  const lines = node.lines.map((line, index) => {
    const y = node.y + RADIUS + NAME_GAP + NAME_SIZE + index * NAME_LINE
    return text(node.x, y, NAME_SIZE, ink.text, line, ink.paper)
  })
  const more = node.counted ? text(node.x + RADIUS, node.y + RADIUS, 11, ink.accent, `+${node.counted}`) : ''
  const badge = node.badge ? text(node.x + RADIUS + 12, node.y - RADIUS, 11, ink.notDone, node.badge) : ''
  return (
    `<g opacity="${node.dim ? DIM_NODE : 1}"><title>${escape(node.name)}</title>` +
    `<circle cx="${node.x}" cy="${node.y}" r="${RADIUS - 1}" fill="${fill}" stroke="${node.colour}"` +
    `${node.proposed ? ' stroke-width="2" stroke-dasharray="5 4"' : ''}/>` +
    `${text(node.x, node.y + 6, 16, glyph, node.glyph)}${lines.join('')}${more}${badge}</g>`
  )
}

function roomOfNote({ text, x, y }: Note): Rectangle {
  const { width, height } = noteSize(text)
  return { left: x, top: y, right: x + width, bottom: y + height }
}

function noteOf({ text: words, x, y }: Note, ink: Ink): string {
  const { width, height, lines } = noteSize(words)
  const rows = lines.map(
    (line, index) =>
      `<text x="${x + 7}" y="${y + 5 + NAME_SIZE + index * NAME_LINE}" font-size="${NAME_SIZE}" ` +
      `fill="${ink.text}">${escape(line)}</text>`,
  )
  return (
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" fill="${ink.noteSoft}" ` +
    `stroke="${ink.notDone}"/>${rows.join('')}`
  )
}

function text(x: number, y: number, size: number, fill: string, words: string, halo?: string): string {
  const behind = halo ? ` stroke="${halo}" stroke-width="4" paint-order="stroke"` : ''
  return (
    `<text x="${x}" y="${y}" font-size="${size}" text-anchor="middle" fill="${fill}"${behind}>` +
    `${escape(words)}</text>`
  )
}

function legendOf({ legend, made }: Caption, x: number, y: number, ink: Ink): string[] {
  const lines = legend.map(({ name, count, colour }, index) => {
    const line = y + index * LEGEND_LINE
    return (
      `<circle cx="${x + 6}" cy="${line - 4}" r="6" fill="${colour}"/>` +
      `<text x="${x + 20}" y="${line}" font-size="13" fill="${ink.text}">${escape(name)} ${count}</text>`
    )
  })
  const last = y + legend.length * LEGEND_LINE
  return [...lines, `<text x="${x}" y="${last + 6}" font-size="12" fill="${ink.faint}">${escape(made)}</text>`]
}

/** Text safe inside an element or an attribute, without what XML cannot hold. */
export function escape(words: string): string {
  return words
    // eslint-disable-next-line no-control-regex -- XML 1.0 forbids these
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
