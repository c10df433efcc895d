import type { Route } from '@/api/types'
import type { Highlight } from '@/network/drawn'

/** What the canvas brings out of a route. */
export function highlightOf(route: Route): Highlight {
  return {
    nodes: new Set(route.nodes.map((node) => node.id)),
    relationships: new Set(route.steps.map((step) => step.relationship.id)),
  }
}
