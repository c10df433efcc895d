import type { Route } from '@/api/types'

const STEP = 1.6 // between neighbours on the longest route, in distances between two lanes

/** The best route in the middle, the next above it, the third below, and so on outwards. */
function laneOf(rank: number): number {
  return Math.ceil(rank / 2) * (rank % 2 ? -1 : 1)
}

/**
 * Where the nodes of routes stand, by id: from left to right by step, each route in a lane of its
 * own, its ends where the best route has them. A node of several routes stands in the best one's.
 */
export function lanes(routes: Route[], from: string, to: string): Map<string, [number, number]> {
  const most = Math.max(1, ...routes.map(({ hops }) => hops))
  const places = new Map<string, [number, number]>([
    [from, [0, 0]],
    [to, [most * STEP, 0]],
  ])
  for (const [rank, { nodes, hops }] of routes.entries()) {
    for (const [step, { id }] of nodes.entries()) {
      if (!places.has(id)) places.set(id, [(step / hops) * most * STEP, laneOf(rank)])
    }
  }
  return places
}
