import { describe, expect, it } from 'vitest'
import { placeTypeNames } from '@/network/canvas/typeNames'
import { drawnEdge, drawnNode } from '../../support/drawn'

describe('type names', () => {
  const nodes = [drawnNode('a', 0, 0), drawnNode('b', 400, 0), drawnNode('c', 400, 300)]

  it('stand apart from nodes, names and each other', () => {
    const edges = ['1', '2', '3'].map((id) => drawnEdge(id, 'a', 'b'))
    const placed = placeTypeNames({ nodes, edges }, null)
    expect(placed.length).toBeGreaterThan(1)
    expect(new Set(placed.map(({ x }) => x)).size).toBe(placed.length)
  })

  it('are left out where there is no room, but never on the highlighted route', () => {
    const close = [drawnNode('a', 0, 0), drawnNode('b', 60, 0)]
    const plain = placeTypeNames({ nodes: close, edges: [drawnEdge('1', 'a', 'b')] }, null)
    const strong = drawnEdge('1', 'a', 'b', { strong: true })
    expect(plain).toEqual([])
    expect(placeTypeNames({ nodes: close, edges: [strong] }, null)).toHaveLength(1)
  })

  it('are not written on dimmed lines', () => {
    expect(placeTypeNames({ nodes, edges: [drawnEdge('1', 'a', 'c', { dim: true })] }, null)).toEqual([])
  })

  it('come first for the focused node', () => {
    const crossing = [drawnEdge('1', 'a', 'b'), drawnEdge('2', 'b', 'c')]
    expect(placeTypeNames({ nodes, edges: crossing }, 'c')[0]?.id).toBe('2')
  })
})
