import { reactive } from 'vue'
import { getEntity } from '@/api/client'
import { Failure } from '@/api/failure'
import { shared } from '@/shell/shared'

const ID = /^[A-Za-z0-9_-]{1,64}$/

/** Names of source documents, offices and rounds, asked for once each; until one has come, its id stands for it. */
export const useNames = shared(() => {
  const names = reactive(new Map<string, string>())
  const asked = new Set<string>()

  async function ask(id: string): Promise<void> {
    asked.add(id)
    try {
      names.set(id, (await getEntity(id)).name)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      asked.delete(id) // The id is still shown; the next list of sources asks again.
    }
  }

  function nameOf(id: string): string {
    // An office may be recorded by its name, which stands for itself.
    if (ID.test(id) && !names.has(id) && !asked.has(id)) void ask(id)
    return names.get(id) ?? id
  }
  return { nameOf }
})
