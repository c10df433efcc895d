import { describe, expect, it } from 'vitest'
import type { Route, Routes } from '@/api/types'
import { freshNeighbours, nodesOfRoutes } from '@/network/state/growth'
import { highlightOf } from '@/network/state/highlight'
import { cardsOf, typesOf } from '@/routes/answers'
import { formatFactor, lossesOf, partsOfStep } from '@/routes/factors'
import { lanes } from '@/routes/lanes'
import { person, SCHEMA, relationship } from './schema'

function route(ids: string[], independent = false): Route {
  const steps = ids.slice(1).map((to, index) => ({
    from: ids[index] ?? '',
    to,
    type: 'KNOWS',
    direction: 'out' as const,
    factor: 0.56,
    factors: { weight: 0.8, strength: 1, confidence: 1, recency: 0.7, past: 1 },
    hub: 1,
    relationship: relationship(`${ids[index]}-${to}`, ids[index] ?? '', 'KNOWS', to),
    parallel: [],
  }))
  return {
    score: 0.3,
    hops: steps.length,
    nodes: ids.map((id) => person(id)),
    steps,
    weakest: 0,
    independent,
    sentence: { zh: '', en: '' },
  }
}

function answers(routes: Route[], independent: Route | null): Routes {
  const tried = { max_hops: 4, types: [], labels: [], include_past: false, as_of: '', proven_hops: 4, explored: 0 }
  const shape = { from: 'a', to: 'z', total: routes.length, complete: true, explanation: null, misses: [] }
  return { ...shape, routes, independent, tried }
}

describe('the answers', () => {
  const best = route(['a', 'b', 'z'])
  const independent = route(['a', 'c', 'z'], true)

  it('show the independent route once, wherever it stands', () => {
    expect(cardsOf(answers([best, independent], independent))).toEqual([best, independent])
    expect(cardsOf(answers([best], independent))).toEqual([best, independent])
    expect(cardsOf(answers([best], null))).toEqual([best])
    expect(cardsOf(null)).toEqual([])
  })

  it('are drawn with all their nodes, and with both ends when there is no route', () => {
    const found = answers([best], independent)
    expect(nodesOfRoutes(found, cardsOf(found))).toEqual(['a', 'z', 'b', 'c'])
    expect(nodesOfRoutes(answers([], null), [])).toEqual(['a', 'z'])
    expect(nodesOfRoutes(null, [])).toBeNull()
  })

  it('bring out the nodes and relationships of one route', () => {
    const { nodes, relationships } = highlightOf(best)
    expect([...nodes]).toEqual(['a', 'b', 'z'])
    expect([...relationships]).toEqual(['a-b', 'b-z'])
  })
})

describe('a step', () => {
  it('names the parts whose product is its factor', () => {
    const factors = { weight: 0.8, strength: 1, confidence: 0.9, recency: 0.7, past: 0.5 }
    const parts = partsOfStep({ factors, hub: 0.9 })
    expect(parts.map(({ name }) => name)).toEqual(['weight', 'confidence', 'recency', 'past', 'hub'])
    const product = parts.reduce((all, { value }) => all * value, 1)
    expect(product).toBeCloseTo(0.8 * 0.9 * 0.7 * 0.5 * 0.9)
  })

  it('always says the weight of its type', () => {
    const factors = { weight: 1, strength: 1, confidence: 1, recency: 1, past: 1 }
    expect(partsOfStep({ factors, hub: 1 })).toEqual([{ name: 'weight', value: 1 }])
  })

  it.each([
    [0.5599999999999999, '0.56'],
    [1, '1'],
    [0.04249, '0.042'],
    [0.7, '0.7'],
  ])('writes %d as %s', (value, text) => {
    expect(formatFactor(value)).toBe(text)
  })
})

describe('the bonds', () => {
  it('stand for their types; none chosen leaves the choice to the API', () => {
    expect(typesOf(['friends', 'friends', 'unheard_of'], SCHEMA.ties)).toEqual(['KNOWS'])
    expect(typesOf([], SCHEMA.ties)).toBeUndefined()
  })
})

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

describe('routes on the canvas', () => {
  it('run from left to right, the best in the middle and no two nodes in one place', () => {
    const routes = [['a', 'b', 'c', 'z'], ['a', 'd', 'z'], ['a', 'e', 'c', 'z']].map((ids) => route(ids))
    const places = lanes(routes, 'a', 'z')
    for (const { nodes } of routes) {
      const across = nodes.map(({ id }) => places.get(id)?.[0] ?? 0)
      expect(across).toEqual([...across].sort((one, other) => one - other))
    }
    for (const id of ['a', 'b', 'c', 'z']) expect(places.get(id)?.[1]).toBe(0)
    expect(places.get('d')?.[1]).toBe(-1)
    expect(places.get('e')?.[1]).toBe(1)
    expect(new Set([...places.values()].map(String)).size).toBe(6)
  })

  it('still stand apart when there is none', () => {
    expect([...lanes([], 'a', 'z')]).toEqual([
      ['a', [0, 0]],
      ['z', [1.6, 0]],
    ])
  })
})

describe('the bar of a step', () => {
  it('shares out what is lost by logarithm, whatever the order', () => {
    const parts = (['weight', 'strength', 'recency'] as const).map((name, index) => {
      return { name, value: [0.5, 0.5, 0.25][index] ?? 1 }
    })
    const shares = lossesOf(parts).map(({ share }) => share)
    const lost = 1 - 0.0625
    expect(shares.map((share) => Number((share / lost).toFixed(6)))).toEqual([0.25, 0.25, 0.5])
    expect(lossesOf([...parts].reverse()).map(({ share }) => share)).toEqual([...shares].reverse())
  })

  it('has nothing to share where nothing is lost', () => {
    expect(lossesOf([{ name: 'weight', value: 1 }])).toEqual([])
  })
})
