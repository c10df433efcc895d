import { onScopeDispose, watch } from 'vue'
import { getOverview } from '@/api/client'
import { useResource } from '@/api/useResource'

const AGAIN = 2000 // milliseconds: the server works a newer one out within a few seconds

/** The overview; while the server has only an older one, it is asked again. */
export function useOverview() {
  const resource = useResource(
    () => 'overview',
    (_, signal) => getOverview(signal),
  )
  let timer: number | undefined
  watch(resource.data, (overview) => {
    if (overview && !overview.newest) timer = window.setTimeout(resource.retry, AGAIN)
  })
  onScopeDispose(() => window.clearTimeout(timer))
  return resource
}
