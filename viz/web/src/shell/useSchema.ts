import type { ShallowRef } from 'vue'
import { getSchema } from '@/api/client'
import type { Schema } from '@/api/types'
import { useResource } from '@/api/useResource'
import { shared } from './shared'

/** The words of the network; null until they have come. */
export const useSchema = shared(() =>
  useResource(
    () => 'schema',
    (_, signal) => getSchema(signal),
  ),
)

/** The schema inside the parts of the page that are only shown once it is there. */
export function useLoadedSchema(): ShallowRef<Schema> {
  return useSchema().data as ShallowRef<Schema>
}
