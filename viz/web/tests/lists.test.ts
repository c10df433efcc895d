import { describe, expect, it } from 'vitest'
import { listedOf, rowsOf } from '@/lists/listed'
import { conditionsOf, withCondition, without } from '@/search/conditions'
import { byYear, momentsOf } from '@/entity/timeline'
import { notesOf } from '@/routes/notes'
import { cypherOf } from '@/routes/behind'
import { person, SCHEMA, relationship } from './schema'

describe('a pasted list', () => {
  it('is a name a line, with what else stands beside it', () => {
    const text = ' 张三 \t马来西亚\t\t槟城大学\r\n\nTan Kah Kee\n\t无名'
    expect(listedOf(text)).toEqual([
      { name: '张三', country: '马来西亚', school: null, office: '槟城大学' },
      { name: 'Tan Kah Kee', country: null, school: null, office: null },
    ])
  })

  it('shows who is reached best first, strangers last', () => {
    const candidate = (id: string) => ({ node: person(id), score: 1, reasons: [], matched_on: {} })
    const match = (name: string, ids: string[]) => ({
      asked: { name },
      total: ids.length,
      candidates: ids.map(candidate),
    })
    const matches = [match('甲', []), match('乙', ['b', 'c']), match('丙', ['d']), match('丁', ['e'])]
    const reached = new Map([
      ['d', { ...person('d'), score: 0.2, hops: 2, path: ['x', 'y', 'd'] }],
      ['e', { ...person('e'), score: 0.4, hops: 1, path: ['x', 'e'] }],
    ])
    const rows = rowsOf(matches as never, reached as never)
    expect(rows.map(({ listed, others }) => [listed.name, others])).toEqual([
      ['丁', 0],
      ['丙', 0],
      ['乙', 1],
      ['甲', 0],
    ])
  })
})

describe('conditions of a search', () => {
  const query = 'label:Talent 张 country:"New Zealand"'

  it('are found, replaced by one of their sort, and dropped', () => {
    expect(conditionsOf(query)).toEqual(['label:Talent', 'country:"New Zealand"'])
    expect(withCondition(query, 'label', 'Returnee')).toBe('张 country:"New Zealand" label:Returnee')
    expect(withCondition('张', 'office', '市 侨联')).toBe('张 office:"市 侨联"')
    expect(without(query, 'country:"New Zealand"')).toBe('label:Talent 张')
  })
})

describe('a timeline', () => {
  it('holds the dates of an entity and of its relationships, newest first', () => {
    const entity = { ...person('a', {}), labels: ['Person'], degree: 1, counts: [] }
    const known = { ...relationship('r', 'a', 'KNOWS', 'b'), properties: { since: '2009-05', until: '2019' } }
    const neighbour = { node: person('b'), relationship: known, direction: 'out' as const }
    const moments = momentsOf(entity as never, [neighbour as never], SCHEMA)
    expect(moments.map(({ date, what }) => [date, what])).toEqual([
      ['2019', 'ended'],
      ['2009-05', 'began'],
    ])
    expect(byYear(moments).map(([year]) => year)).toEqual(['2019', '2009'])
  })
})

describe('a sheet', () => {
  const source = { document: 'doc-1', line: 3, words: '甲' }
  const step = (id: string, sources: object[], direction: string) => ({
    direction,
    relationship: { ...relationship(id, 'a', 'KNOWS', 'b'), properties: { sources } },
  })
  const nodes = [person('a'), person('b')]

  it('numbers each source once over all routes', () => {
    const other = { document: 'doc-1', line: 4, words: '乙' }
    const routes = [
      { nodes, steps: [step('r', [source], 'out')] },
      { nodes, steps: [step('s', [other, source], 'in')] },
    ]
    const notes = notesOf(routes as never)
    expect(notes.sources).toEqual([source, other])
    expect([notes.of(0, 0), notes.of(1, 0), notes.of(7, 0)]).toEqual([[1], [2, 1], []])
  })

  it('gives the Cypher of a route in the direction of its steps', () => {
    const route = { nodes: [...nodes, person('c')], steps: [step('r', [], 'out'), step('s', [], 'in')] }
    expect(cypherOf(route as never)).toBe(
      "MATCH (n0:Entity {id: 'a'})-[r0:KNOWS {id: 'r'}]->\n" +
        "      (n1:Entity {id: 'b'})<-[r1:KNOWS {id: 's'}]-\n" +
        "      (n2:Entity {id: 'c'})\nRETURN *",
    )
  })
})
