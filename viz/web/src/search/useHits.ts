import { computed } from 'vue'
import { search, type SearchQuestion } from '@/api/client'
import type { Hits } from '@/api/types'
import { useResource } from '@/api/useResource'
import { useLocation } from '@/shell/useLocation'

export const PAGE = 50 // rows: a screenful or two
/** The API finds hits up to this place; further ones call for a narrower question. */
export const DEEPEST = 10_000

/** The page of hits that the address asks for. */
export function useHits() {
  const { state, go } = useLocation()
  const resource = useResource<SearchQuestion, Hits>(() => {
    const query = state.value.query.trim()
    return query ? { query, limit: PAGE, offset: (state.value.page - 1) * PAGE } : null
  }, search)
  const pages = computed(() =>
    Math.ceil(Math.min(resource.data.value?.total ?? 0, DEEPEST) / PAGE),
  )

  function ask(query: string): void {
    go({ query, page: 1 })
  }
  function turn(page: number): void {
    go({ page })
  }
  return { ...resource, pages, ask, turn }
}
