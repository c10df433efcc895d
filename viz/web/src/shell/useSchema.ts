import type { ShallowRef } from 'vue'
import { getSchema } from '@/api/client'
import type { Schema } from '@/api/types'
import { useResource } from '@/api/useResource'
import { shared } from './shared'

/** The words of the network; null until they have come. They are nobody's name, so no mask covers them. */
export const useSchema = shared(() => {
  const { answer, failure, retry } = useResource(
    () => 'schema',
    (_, signal) => getSchema(signal),
  )
  return { data: answer, failure, retry }
})

/** The schema inside the parts of the page that are only shown once it is there. */
export function useLoadedSchema(): ShallowRef<Schema> {
  return useSchema().data as ShallowRef<Schema>
}
