import type { Neighbours, Route, Routes } from '@/api/types'
import type { PageState } from '@/shell/pageState'

/** Ids of neighbours that are not drawn yet, in the API's order, each once. */
export function freshNeighbours(found: Neighbours, drawn: string[]): string[] {
  const known = new Set(drawn)
  const ids = found.neighbours.map(({ node }) => node.id)
  return [...new Set(ids)].filter((id) => !known.has(id))
}

/** The ids that an answer's routes run through, its two ends at least; null without an answer. */
export function nodesOfRoutes(answers: Routes | null, cards: Route[]): string[] | null {
  if (!answers) return null
  const passed = cards.flatMap((route) => route.nodes.map((node) => node.id))
  return [...new Set([answers.from, answers.to, ...passed].flat())]
}

/** What says which nodes are drawn: a word on how they came there holds as long as it is the same. */
export function canvasKeyOf({ shown, around }: PageState): string {
  return JSON.stringify([shown, around])
}
