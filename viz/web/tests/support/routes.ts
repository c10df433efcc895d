import type { Route, Routes } from '@/api/types'
import { person, relationship } from './schema'

/** A route through nodes of these ids. */
export function route(ids: string[], independent = false): Route {
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

/** What the API answers with these routes. */
export function answers(routes: Route[], independent: Route | null): Routes {
  const tried = { max_hops: 4, types: [], labels: [], include_past: false, as_of: '', proven_hops: 4, explored: 0 }
  const shape = { from: 'a', to: 'z', total: routes.length, complete: true, explanation: null, misses: [] }
  return { ...shape, routes, independent, tried }
}
