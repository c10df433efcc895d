import { computed, type Ref } from 'vue'
import { getNetwork, type NetworkQuestion } from '@/api/client'
import { useResource } from '@/api/useResource'
import type { Subgraph } from '@/api/types'
import { useRoutes } from '@/routes/useRoutes'
import { shared } from '@/shell/shared'
import { useLocation } from '@/shell/useLocation'
import { nodesOfRoutes } from './growth'
import { legibleNodes } from '@/network/measure'
import { SHOWN_LIMIT, useGrowth } from './useGrowth'

// Opening an entity draws as many neighbours as the window shows with legible names.
const AROUND_LIMIT = legibleNodes(window.innerWidth, window.innerHeight)

type Question = NetworkQuestion

/** What to ask the server for: exactly what is shown, else the neighbourhood, else the routes. */
function useQuestion(followsRoutes: Ref<boolean>) {
  const { state } = useLocation()
  const routes = useRoutes()

  /** Layers and rings start from what is in the middle of attention when they are asked for. */
  function laidOut(): Pick<NetworkQuestion, 'layout' | 'centre'> {
    const { layout, centre, around, route } = state.value
    if (layout === 'force' || layout === 'country') return { layout }
    return { layout, centre: centre ?? around ?? route.from ?? undefined }
  }

  return computed<Question | null>(() => {
    const { shown, around, all } = state.value
    const exactly = followsRoutes.value
      ? nodesOfRoutes(routes.answers.value, routes.cards.value)
      : shown
    if (exactly?.length === 0) return null
    if (exactly) return { ids: exactly.slice(0, SHOWN_LIMIT), depth: 0, limit: SHOWN_LIMIT, ...laidOut() }
    const limit = all ? SHOWN_LIMIT : AROUND_LIMIT
    return around ? { ids: [around], depth: 1, limit, ...laidOut() } : null
  })
}

/** The network on the canvas and all that changes it. */
export const useNetwork = shared(() => {
  const { state, go } = useLocation()
  /** Whether the canvas shows the routes' answer, and nothing that was opened or expanded since. */
  const followsRoutes = computed(() => state.value.shown === null && state.value.around === null)
  const question = useQuestion(followsRoutes)
  const resource = useResource<Question, Subgraph>(() => question.value, getNetwork)
  const { drawnIds, growth, growthFailure, expand, refuse, typesFrom } = useGrowth(
    computed(() => resource.data.value?.nodes ?? []),
  )

  /** Adds one entity, alone, to what is drawn. */
  function add(id: string): void {
    const ids = drawnIds.value
    if (ids.includes(id)) return go({ entity: id })
    if (ids.length < SHOWN_LIMIT) return go({ entity: id, shown: [...ids, id], around: null })
    refuse()
    go({ entity: id })
  }

  function remove(id: string): void {
    const rest = drawnIds.value.filter((other) => other !== id)
    go({ entity: null, around: null, shown: rest })
  }

  /** Takes several away; what is left stays where it is. */
  function removeAll(ids: string[]): void {
    const rest = drawnIds.value.filter((id) => !ids.includes(id))
    go({ entity: null, around: null, shown: rest })
  }

  function open(id: string): void {
    go({ screen: 'work', entity: id, around: id, all: false, shown: null })
  }

  /** Draws exactly these entities and what is between them. */
  function draw(ids: string[]): void {
    go({ screen: 'work', entity: null, around: null, shown: ids.slice(0, SHOWN_LIMIT) })
  }

  /** Selects a node; the drawn network stays as it is. */
  function select(id: string | null): void {
    if (id !== null && !drawnIds.value.includes(id)) open(id)
    else go({ entity: id })
  }

  /** Draws the whole neighbourhood, as far as a canvas goes. */
  function showAll(): void {
    go({ all: true })
  }

  function clear(): void {
    go({ entity: null, around: null, shown: [], hidden: [], folded: [] })
  }

  return {
    ...resource,
    drawnIds,
    followsRoutes,
    growth,
    growthFailure,
    ...{ expand, typesFrom, add, remove, removeAll, open, draw, select, showAll, clear },
  }
})
