import type { Edge, Node, Options } from 'vis-network'
import type { DrawnEdge, DrawnNode } from '@/network/drawn'
import { DIM_EDGE } from './drawing'
import type { Ink } from './ink'
import { painterOf, type Sight } from './paint'

// vis-network's declarations leave out the renderer of the `custom` shape and the lines' offset.
export type VisNode = Node & { id: string; ctxRenderer: ReturnType<typeof painterOf> }
export type VisEdge = Edge & { id: string; endPointOffset: { from: number; to: number } }


/** vis-network's node for a drawn one. No `title`: the page has no tooltips made from data. */
export function visNode(node: DrawnNode, ink: Ink, sight: Sight): VisNode {
  const { id, x, y } = node
  return { id, x, y, shape: 'custom', ctxRenderer: painterOf(node, ink, sight) }
}

/** vis-network's edge for a drawn one; its type name is painted apart, where there is room. */
export function visEdge(edge: DrawnEdge, ink: Ink): VisEdge {
  const { id, from, to, directed, bend, gap, dashed, strong, dim } = edge
  const type = bend > 0 ? 'curvedCW' : 'curvedCCW'
  return {
    id,
    from,
    to,
    width: strong ? 3 : 1.2,
    dashes: dashed ? [6, 5] : false,
    arrows: { to: { enabled: directed, scaleFactor: strong ? 0.6 : 0.5 } },
    endPointOffset: { from: 0, to: gap },
    smooth: bend === 0 ? false : { enabled: true, type, roundness: Math.abs(bend) },
    color: {
      color: strong ? ink.accent : ink.line,
      hover: ink.accent,
      highlight: ink.accent,
      opacity: dim ? DIM_EDGE : 1,
    },
  }
}

/** Physics off: the server's layout is the layout. */
export function visOptions(): Options {
  return {
    physics: false,
    layout: { improvedLayout: false },
    nodes: { chosen: true },
    edges: {
      hoverWidth: 0.8,
      selectionWidth: 0.8,
    },
    interaction: {
      hover: true,
      multiselect: true,
      selectConnectedEdges: false,
      tooltipDelay: 0,
      keyboard: { enabled: true, bindToWindow: false },
    },
  }
}
