import { describe, expect, it } from 'vitest'
import { FAR_SIZE, placeFarNames, rankedNames, type FarName } from '@/network/canvas/farNames'
import { overlap, type Rectangle } from '@/network/canvas/geometry'
import type { DrawnEdge, DrawnNode } from '@/network/drawn'
import { emWidth } from '@/network/measure'

function node(id: string, x: number, y: number, change: Partial<DrawnNode> = {}): DrawnNode {
  const look = { glyph: '人', colour: '', badge: null, proposed: false, dim: false, counted: 0, pinned: false }
  return { id, name: `名称${id}`, lines: [], x, y, ...look, ...change }
}

function edge(from: string, to: string): DrawnEdge {
  const look = { bend: 0, gap: 0, dashed: false, strong: false, dim: false, directed: true }
  return { id: `${from}${to}`, from, to, words: '', ...look }
}

const GRID = Array.from({ length: 400 }, (_, at) => node(`n${at}`, (at % 20) * 90, Math.floor(at / 20) * 70))
const STAR = GRID.slice(1, 60).map(({ id }) => edge('n210', id))

function roomOnScreen({ words, x, y }: FarName, scale: number): Rectangle {
  const half = (emWidth(words) * FAR_SIZE) / 2
  return { left: x * scale - half, right: x * scale + half, top: y * scale, bottom: y * scale + FAR_SIZE }
}

describe('names from afar', () => {
  it('begin with the selected, the picked, and those with most relationships', () => {
    const ranked = rankedNames({ nodes: GRID, edges: STAR }, 'n399', ['n300'])
    expect(ranked.slice(0, 3).map(({ id }) => id)).toEqual(['n399', 'n300', 'n210'])
    expect(ranked).toHaveLength(400)
    expect(ranked.filter(({ strong }) => strong).map(({ id }) => id)).toEqual(['n399', 'n300'])
  })

  it('keep to what is brought out, and to what is selected', () => {
    const nodes = GRID.map((each) => ({ ...each, dim: each.id !== 'n5' }))
    expect(rankedNames({ nodes, edges: [] }, 'n7', []).map(({ id }) => id)).toEqual(['n7', 'n5'])
  })

  it.each([0.05, 0.15, 0.3, 0.5])('never cover one another at a zoom of %d', (scale) => {
    const placed = placeFarNames(rankedNames({ nodes: GRID, edges: STAR }, 'n399', []), scale)
    expect(placed.length).toBeGreaterThan(1)
    expect(placed[0]?.words).toBe('名称n399')
    expect(placed[0]?.strong).toBe(true)
    const rooms = placed.map((name) => roomOnScreen(name, scale))
    for (const [index, room] of rooms.entries()) {
      expect(rooms.slice(index + 1).some((other) => overlap(room, other))).toBe(false)
    }
  })

  it('are more the nearer one looks', () => {
    const ranked = rankedNames({ nodes: GRID, edges: STAR }, null, [])
    const counts = [0.1, 0.2, 0.4].map((scale) => placeFarNames(ranked, scale).length)
    expect(counts).toEqual([...counts].sort((one, other) => one - other))
    expect(new Set(counts).size).toBe(3)
  })

  it('are cut to a line that the eye takes in', () => {
    const long = node('a', 0, 0, { name: '徐州市人民政府侨务办公室海外联络处' })
    const [name] = placeFarNames(rankedNames({ nodes: [long], edges: [] }, null, []), 0.2)
    expect(name?.words).toBe('徐州市人民政府侨务…')
  })
})
