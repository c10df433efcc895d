import { describe, expect, it } from 'vitest'
import { freshNeighbours, nodesOfRoutes } from '@/network/state/growth'
import { answers, route } from '../../support/routes'
import { person, relationship } from '../../support/schema'

describe('an expansion', () => {
  it('adds each neighbour once, and none that is drawn', () => {
    const neighbours = ['b', 'c', 'b', 'd'].map((id, index) => ({
      node: person(id),
      relationship: relationship(`r${index}`, 'a', 'KNOWS', id),
      direction: 'out' as const,
    }))
    const found = { total: 4, limit: 50, offset: 0, labels: [], neighbours }
    expect(freshNeighbours(found, ['a', 'c'])).toEqual(['b', 'd'])
  })
})

describe('routes', () => {
  const best = route(['a', 'b', 'z'])
  const independent = route(['a', 'c', 'z'], true)

  it('are drawn with all their nodes, and with both ends when there is no route', () => {
    const found = answers([best], independent)
    expect(nodesOfRoutes(found, [best, independent])).toEqual(['a', 'z', 'b', 'c'])
    expect(nodesOfRoutes(answers([], null), [])).toEqual(['a', 'z'])
    expect(nodesOfRoutes(null, [])).toBeNull()
  })
})
