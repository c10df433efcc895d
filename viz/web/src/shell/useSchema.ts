import { watch, type ShallowRef } from 'vue'
import { getSchema } from '@/api/client'
import type { Schema } from '@/api/types'
import { useResource } from '@/api/useResource'
import { shared } from './shared'

const RETRY = 3000 // ms: a server that is starting, or coming back, is soon noticed

/** The words of the network; null until they have come. They are nobody's name, so no mask covers them. */
export const useSchema = shared(() => {
  const { answer, failure, retry } = useResource(
    () => 'schema',
    (_, signal) => getSchema(signal),
  )
  // Without them there is nothing to show, and nothing that asking again could lose.
  watch(failure, (failed) => {
    if (failed?.reason === 'offline' || failed?.reason === 'unavailable') window.setTimeout(retry, RETRY)
  })
  return { data: answer, failure, retry }
})

/** The schema inside the parts of the page that are only shown once it is there. */
export function useLoadedSchema(): ShallowRef<Schema> {
  return useSchema().data as ShallowRef<Schema>
}
