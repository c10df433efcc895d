import { getEntity } from '@/api/client'
import type { Entity } from '@/api/types'
import { useResource } from '@/api/useResource'
import { shared } from '@/shell/shared'
import { useLocation } from '@/shell/useLocation'

/** The entity that the address selects. */
export const useEntity = shared(() => {
  const { state } = useLocation()
  return useResource<string, Entity>(() => state.value.entity, getEntity)
})
