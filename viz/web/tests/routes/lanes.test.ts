import { describe, expect, it } from 'vitest'
import { lanes } from '@/routes/lanes'
import { route } from '../support/routes'

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
