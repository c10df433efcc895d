import { describe, expect, it } from 'vitest'
import { byYear, momentsOf } from '@/entity/timeline'
import { person, relationship, SCHEMA } from '../support/schema'

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
