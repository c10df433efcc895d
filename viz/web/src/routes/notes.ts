import { sourcesOf, type Route, type Source } from '@/api/types'

/** The sources of several routes, each numbered once, as notes at the foot of a sheet. */
export interface Notes {
  sources: Source[]
  /** Numbers, from 1, of the sources of a step: `of(route, step)`. */
  of: (route: number, step: number) => number[]
}

export function notesOf(routes: Route[]): Notes {
  const sources: Source[] = []
  const numbers = new Map<string, number>()
  function number(source: Source): number {
    const key = JSON.stringify([source.document, source.line, source.words])
    const known = numbers.get(key)
    if (known) return known
    sources.push(source)
    numbers.set(key, sources.length)
    return sources.length
  }
  const told = routes.map((route) =>
    route.steps.map((step) => sourcesOf(step.relationship).map(number)),
  )
  return { sources, of: (route, step) => told[route]?.[step] ?? [] }
}
