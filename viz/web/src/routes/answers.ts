import type { Route, Routes } from '@/api/types'
import type { Highlight } from '@/network/canvas/drawing'

/** The routes to show, best first; the independent one is added when it is not among them. */
export function cardsOf(answers: Routes | null): Route[] {
  if (!answers) return []
  const { routes, independent } = answers
  if (!independent || routes.some((route) => route.independent)) return routes
  return [...routes, independent]
}

/** What the canvas brings out of a route. */
export function highlightOf(route: Route): Highlight {
  return {
    nodes: new Set(route.nodes.map((node) => node.id)),
    relationships: new Set(route.steps.map((step) => step.relationship.id)),
  }
}

/** The relationship types that the chosen ties stand for; undefined, the API's default, for none. */
export function typesOf(
  chosen: string[],
  ties: Record<string, { types: string[] }>,
): string[] | undefined {
  const types = chosen.flatMap((name) => ties[name]?.types ?? [])
  return types.length ? [...new Set(types)] : undefined
}
