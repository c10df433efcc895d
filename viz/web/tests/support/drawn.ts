import type { DrawnEdge, DrawnNode } from '@/network/drawn'

/** A name of two lines, as wide as they come. */
export const LINES = ['徐州市侨联海外', '招才引智工作站']

export function drawnNode(id: string, x: number, y: number): DrawnNode {
  const look = { glyph: '人', colour: '#b3341f', badge: null, proposed: false, dim: false, counted: 0, pinned: false }
  return { id, name: id, lines: LINES, x, y, ...look }
}

export function drawnEdge(id: string, from: string, to: string, change: Partial<DrawnEdge> = {}): DrawnEdge {
  const look = { bend: 0, gap: 0, dashed: false, strong: false, dim: false, directed: true }
  return { id, from, to, words: '由…设立', ...look, ...change }
}
