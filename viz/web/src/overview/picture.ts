import type { Overview, Schema } from '@/api/types'
import type { Ink } from '@/network/canvas/ink'
import { NARROW, sizing, tooltip, written, type Option } from './style'

// Pixels: the radius of the widest disc on a desk and on a telephone.
const WIDEST_GROUP = [40, 16] as const
const WIDEST_LINK = 9

/** Groups as discs round a circle of their kind's colour, links as wide as they hold relationships. */
export function picture(
  { groups, links }: Overview,
  schema: Schema,
  ink: Ink,
  nameOf: (group: Overview['groups'][number]) => string,
): Option {
  const most = Math.max(...groups.map(({ count }) => count), 1)
  const widest = Math.max(...links.map(({ count }) => count), 1)
  const data = groups.map((group, place) => ({
    id: String(place),
    name: nameOf(group),
    value: group.count,
    itemStyle: { color: schema.labels[group.label]?.colour },
  }))
  const [wide, narrow] = WIDEST_GROUP.map((radius) => sizing(most, radius))
  const lines = links.map(({ from, to, count }) => ({
    source: String(from),
    target: String(to),
    value: count,
    lineStyle: { width: Math.max(0.5, Math.sqrt(count / widest) * WIDEST_LINK) },
  }))
  return {
    baseOption: {
      animation: false,
      textStyle: { fontFamily: ink.font },
      tooltip: tooltip(ink),
      series: [
        {
          type: 'graph',
          layout: 'circular',
          circular: { rotateLabel: true },
          data,
          links: lines,
          symbolSize: wide,
          itemStyle: { borderColor: ink.paper, borderWidth: 1 },
          lineStyle: { color: ink.line, curveness: 0.25, opacity: 0.6 },
          label: { show: true, position: 'right', ...named(12, 170), ...written(ink) },
          labelLayout: { hideOverlap: true },
          emphasis: { focus: 'adjacency' },
          ...margin(180, 120),
        },
      ],
    },
    media: [{ query: NARROW, option: { series: [narrowly(narrow)] } }],
  }
}

const margin = (across: number, down: number): Option => ({
  left: across,
  right: across,
  top: down,
  bottom: down,
})

/** A name that would leave the picture ends in an ellipsis; the table has it whole. */
const named = (fontSize: number, width: number): Option => ({ fontSize, width, overflow: 'truncate' })

function narrowly(symbolSize: unknown): Option {
  return { symbolSize, label: named(10, 86), ...margin(100, 100) }
}
