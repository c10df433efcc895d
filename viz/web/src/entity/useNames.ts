import { reactive } from 'vue'
import { getEntity } from '@/api/client'
import { Failure } from '@/api/failure'
import type { Entity } from '@/api/types'
import { useMask } from '@/mask/useMask'
import { shared } from '@/shell/shared'

const ID = /^[A-Za-z0-9_-]{1,64}$/

/** Names of source documents, offices and rounds, asked for once each; until one has come, its id stands for it. */
export const useNames = shared(() => {
  const mask = useMask()
  const found = reactive(new Map<string, Pick<Entity, 'name' | 'labels'>>())
  const asked = new Set<string>()

  async function ask(id: string): Promise<void> {
    asked.add(id)
    try {
      const { name, labels } = await getEntity(id)
      found.set(id, { name, labels })
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      asked.delete(id) // The id is still shown; the next list of sources asks again.
    }
  }

  function nameOf(id: string): string {
    // An office may be recorded by its name, which stands for itself.
    if (ID.test(id) && !found.has(id) && !asked.has(id)) void ask(id)
    return mask.nameOf(found.get(id) ?? { name: id })
  }
  return { nameOf }
})
