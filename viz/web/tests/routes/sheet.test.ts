import { describe, expect, it } from 'vitest'
import { cypherOf } from '@/routes/behind'
import { notesOf } from '@/routes/notes'
import { person, relationship } from '../support/schema'

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
