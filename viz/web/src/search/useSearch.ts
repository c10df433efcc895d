import { ref, watch } from 'vue'
import { search, type SearchQuestion } from '@/api/client'
import type { Hits } from '@/api/types'
import { useResource } from '@/api/useResource'
import { shared } from '@/shell/shared'
import { useLocation } from '@/shell/useLocation'

const PAGE = 30 // hits: more than most searches have
const MOST = 1000 // The API's own limit.

/** The hits for the query in the address. */
export const useSearch = shared(() => {
  const { state } = useLocation()
  const limit = ref(PAGE)
  watch(
    () => state.value.query,
    () => (limit.value = PAGE),
    { flush: 'sync' },
  )
  const resource = useResource<SearchQuestion, Hits>(() => {
    const query = state.value.query.trim()
    return query ? { query, limit: limit.value } : null
  }, search)

  function more(): void {
    limit.value = Math.min(MOST, limit.value * 4)
  }
  return { ...resource, more }
})
