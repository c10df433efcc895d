import { describe, expect, it } from 'vitest'
import { gapBeforeName, overlap, pointOn, roomOf } from '@/network/canvas/geometry'
import type { DrawnEdge, DrawnNode } from '@/network/drawn'
import { emWidth, legibleNodes, nodeSize, RADIUS, wrapName } from '@/network/measure'
import { place, type Box } from '@/network/canvas/place'
import { placeTypeNames } from '@/network/canvas/typeNames'

const VIEW = { width: 690, height: 570 }
const LINES = ['徐州市侨联海外', '招才引智工作站']

function boxes(count: number, at: (index: number) => [number, number] | null): Box[] {
  return Array.from({ length: count }, (_, index) => {
    return { id: `n${index}`, at: at(index), ...nodeSize(LINES) }
  })
}

function drawnNode(id: string, x: number, y: number): DrawnNode {
  const look = { glyph: '人', colour: '#b3341f', badge: null, proposed: false, dim: false, counted: 0, pinned: false }
  return { id, name: id, lines: LINES, x, y, ...look }
}

function drawnEdge(id: string, from: string, to: string, change: Partial<DrawnEdge> = {}): DrawnEdge {
  const look = { bend: 0, gap: 0, dashed: false, strong: false, dim: false, directed: true }
  return { id, from, to, words: '由…设立', ...look, ...change }
}

function overlapping(places: ReturnType<typeof place>): number {
  const rooms = [...places.values()].map((point) => roomOf({ ...point, lines: LINES }))
  return rooms.flatMap((room, index) => rooms.slice(index + 1).filter((other) => overlap(room, other)))
    .length
}

describe('names under nodes', () => {
  it.each([
    ['许崇育', ['许崇育']],
    ['铜山数字孪生智慧排水系统', ['铜山数字孪生', '智慧排水系统']],
    ['徐州籍海外留学生、海外高层次人才资料库', ['徐州籍海外留学生、', '海外高层次人才…']],
    ['服务侨企“五大行动”', ['服务侨企', '“五大行动”']],
    ['Silicon Valley Office', ['Silicon', 'Valley Office']],
    ['', []],
  ])('wrap %s', (name, lines) => {
    expect(wrapName(name)).toEqual(lines)
  })

  it('never take more than two lines or far more than eight ems', () => {
    for (const name of ['侨'.repeat(500), 'x'.repeat(500), '𠮷'.repeat(40), '<b>'.repeat(60)]) {
      const lines = wrapName(name)
      expect(lines.length).toBeLessThanOrEqual(2)
      for (const line of lines) expect(emWidth(line)).toBeLessThanOrEqual(9)
    }
  })
})

describe('placing', () => {
  it.each([1, 2, 30, 120])('moves %i nodes apart that all lie in one spot', (count) => {
    const places = place(boxes(count, () => [0, 0]), VIEW)
    expect(places.size).toBe(count)
    expect(overlapping(places)).toBe(0)
  })

  it('moves 300 nodes apart that lie as a force layout leaves them, close round a hub', () => {
    const crowd = boxes(300, (index) => {
      const reach = ((index * 37) % 100) / 100
      return [reach * Math.cos(index), reach * Math.sin(index)]
    })
    expect(overlapping(place(crowd, VIEW))).toBe(0)
  })

  it('places nodes that the server gave no coordinates', () => {
    expect(overlapping(place(boxes(40, () => null), VIEW))).toBe(0)
  })

  it('keeps the order of a layout that has room', () => {
    const places = place(boxes(3, (index) => [index - 1, 0]), VIEW)
    const across = [...places.values()].map(({ x }) => x)
    expect(across).toEqual([...across].sort((one, other) => one - other))
  })

  it('is the same every time', () => {
    const ring = boxes(50, (index) => [Math.cos(index), Math.sin(index)])
    expect([...place(ring, VIEW)]).toEqual([...place(ring, VIEW)])
  })

  it('shows more nodes on a larger window', () => {
    expect(legibleNodes(1366, 768)).toBeLessThan(legibleNodes(1920, 1080))
    expect(legibleNodes(390, 844)).toBeGreaterThanOrEqual(20)
  })
})

describe('lines', () => {
  const [left, right] = [
    { x: 0, y: 0 },
    { x: 300, y: 0 },
  ]

  it('pass the middle when straight, and either side of it when bent', () => {
    expect(pointOn(left, right, 0, 0.5)).toEqual({ x: 150, y: 0 })
    const [one, other] = [0.3, -0.3].map((bend) => pointOn(left, right, bend, 0.5))
    expect(one?.y).toBeCloseTo(-(other?.y ?? 0))
    expect(Math.abs(one?.y ?? 0)).toBeGreaterThan(20)
  })

  it('end before the name of a node that they reach from below, and nowhere else', () => {
    const node = drawnNode('to', 0, 0)
    const { bottom } = roomOf(node)
    const below = gapBeforeName({ bend: 0 }, { x: 0, y: 400 }, node)
    expect(RADIUS + below).toBeGreaterThan(bottom)
    expect(gapBeforeName({ bend: 0 }, { x: 0, y: -400 }, node)).toBe(0)
    expect(gapBeforeName({ bend: 0 }, { x: 400, y: 10 }, node)).toBe(0)
  })
})

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
