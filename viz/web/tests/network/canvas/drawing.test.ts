import { describe, expect, it } from 'vitest'
import type { Subgraph } from '@/api/types'
import { draw, type DrawingOptions } from '@/network/canvas/drawing'
import { placeTitles } from '@/network/canvas/farNames'
import { legendOf } from '@/network/kinds'
import { rowsOf } from '@/network/state/rows'
import { person, policy, relationship, SCHEMA } from '../../support/schema'

const SUBGRAPH: Subgraph = {
  nodes: [person('a'), person('b'), policy('c', 'proposed'), policy('d', 'done')],
  relationships: [
    relationship('r1', 'a', 'KNOWS', 'b'),
    relationship('r2', 'b', 'KNOWS', 'a'),
    relationship('r3', 'a', 'PROPOSED', 'c'),
    relationship('r4', 'b', 'LEADS', 'd'),
  ],
  total: 9,
  shown: 4,
}

function options(change: Partial<DrawingOptions> = {}): DrawingOptions {
  const places = new Map(SUBGRAPH.nodes.map(({ id }, index) => [id, { x: index * 200, y: 0 }]))
  return {
    schema: SCHEMA,
    places,
    hidden: [],
    highlight: null,
    typeName: (type) => SCHEMA.relationships[type]?.zh ?? type,
    statusName: (status) => SCHEMA.statuses[status]?.zh ?? status,
    ...change,
  }
}

function nodeOf(id: string, change: Partial<DrawingOptions> = {}) {
  return draw(SUBGRAPH, options(change)).nodes.find((node) => node.id === id)
}

function edgeOf(id: string, change: Partial<DrawingOptions> = {}) {
  return draw(SUBGRAPH, options(change)).edges.find((edge) => edge.id === id)
}

describe('a drawing', () => {
  it('takes glyph and colour of the specific label from the schema', () => {
    expect(nodeOf('a')).toMatchObject({ glyph: '才', colour: '#b3341f', x: 0, y: 0, badge: null })
  })

  it('marks what is only suggested, and its relationships', () => {
    expect(nodeOf('c')).toMatchObject({ proposed: true, badge: '建议' })
    expect(nodeOf('d')).toMatchObject({ proposed: false, badge: null })
    expect(edgeOf('r3')).toMatchObject({ dashed: true, words: '建议', directed: true })
    expect(edgeOf('r4')?.dashed).toBe(false)
  })

  it('keeps parallel relationships apart, however they point', () => {
    const [one, other] = [edgeOf('r1'), edgeOf('r2')]
    expect(one?.bend).not.toBe(0)
    // The ends are swapped, so equal bends lie on opposite sides.
    expect(other?.bend).toBe(one?.bend)
    expect(edgeOf('r3')?.bend).toBe(0)
    expect(one?.directed).toBe(false)
  })

  it('leaves out hidden kinds with their relationships', () => {
    const { nodes, edges } = draw(SUBGRAPH, options({ hidden: ['Policy'] }))
    expect(nodes.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(edges.map(({ id }) => id)).toEqual(['r1', 'r2'])
  })

  it('dims everything off the highlighted route', () => {
    const highlight = { nodes: new Set(['a', 'b']), relationships: new Set(['r1']) }
    expect(nodeOf('a', { highlight })?.dim).toBe(false)
    expect(nodeOf('c', { highlight })?.dim).toBe(true)
    expect(edgeOf('r1', { highlight })).toMatchObject({ strong: true, dim: false })
    expect(edgeOf('r2', { highlight })).toMatchObject({ strong: false, dim: true })
  })

  it('keeps a name that looks like markup as the text it is', () => {
    const name = '<img src=x onerror=alert(1)>'
    const subgraph = { ...SUBGRAPH, nodes: [{ ...person('a'), name }], relationships: [] }
    const node = draw(subgraph, options()).nodes[0]
    expect(node?.name).toBe(name)
    expect(node?.lines.join(' ')).toMatch(/^<img src=x/)
  })
})

describe('a layout by groups', () => {
  const groups = { a: '马来西亚', b: '马来西亚', c: '日本' }

  it('has a title above each block, the largest first, of what is shown of it', () => {
    const { titles } = draw({ ...SUBGRAPH, groups }, options({ elsewhere: '不详' }))
    expect(titles.map(({ words }) => words)).toEqual(['马来西亚 2', '日本 1', '不详 1'])
    expect(titles.map(({ x }) => x)).toEqual([100, 400, 600])
    expect(Math.max(...titles.map(({ y }) => y))).toBeLessThan(0)
    const hidden = draw({ ...SUBGRAPH, groups }, options({ hidden: ['Policy'] })).titles
    expect(hidden.map(({ words }) => words)).toEqual(['马来西亚 2'])
  })

  it('writes the titles that have room, the largest first', () => {
    const titles = [{ words: '中国 200', x: 0, y: 0 }, { words: '日本 3', x: 60, y: 0 }]
    expect(placeTitles(titles, 2)).toEqual(titles)
    expect(placeTitles(titles, 0.5)).toEqual(titles.slice(0, 1))
  })

  it('has none in other layouts', () => {
    expect(draw(SUBGRAPH, options()).titles).toEqual([])
  })
})

describe('the legend', () => {
  it('counts the kinds that are present, in the schema’s order', () => {
    expect(legendOf(SUBGRAPH.nodes, SCHEMA, ['Policy'])).toEqual([
      { label: 'Talent', count: 2, hidden: false },
      { label: 'Policy', count: 2, hidden: true },
    ])
  })
})

describe('the table', () => {
  it('has the same nodes and relationships as the drawing', () => {
    for (const hidden of [[], ['Policy'], ['Talent']]) {
      const drawing = draw(SUBGRAPH, options({ hidden }))
      const rows = rowsOf(SUBGRAPH, SCHEMA, hidden)
      expect(rows.nodes.map(({ node }) => node.id)).toEqual(drawing.nodes.map(({ id }) => id))
      expect(rows.relationships.map((row) => row.relationship.id)).toEqual(drawing.edges.map(({ id }) => id))
    }
  })

  it('counts the relationships of each node', () => {
    const counts = rowsOf(SUBGRAPH, SCHEMA, []).nodes.map(({ degree }) => degree)
    expect(counts).toEqual([3, 3, 1, 1])
  })
})
