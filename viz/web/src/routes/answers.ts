import type { Route, Routes } from '@/api/types'

/** The routes to show, best first; the independent one is added when it is not among them. */
export function cardsOf(answers: Routes | null): Route[] {
  if (!answers) return []
  const { routes, independent } = answers
  if (!independent || routes.some((route) => route.independent)) return routes
  return [...routes, independent]
}

/** The relationship types that the chosen bonds stand for; undefined, the API's default, for none. */
export function typesOf(
  chosen: string[],
  bonds: Record<string, { types: string[] }>,
): string[] | undefined {
  const types = chosen.flatMap((name) => bonds[name]?.types ?? [])
  return types.length ? [...new Set(types)] : undefined
}
