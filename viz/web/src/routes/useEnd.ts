import { ref, watch, type Ref } from 'vue'
import { getEntity } from '@/api/client'
import { Failure } from '@/api/failure'
import { useMask } from '@/mask/useMask'

export interface End {
  text: Ref<string>
  /** The id behind the text, null while the text is only typed. */
  id: Ref<string | null>
  choose: (entity: { id: string; name: string }) => void
}

/** One end of the route: a text and the entity that it was chosen as. */
export function useEnd(): End {
  const text = ref('')
  const id = ref<string | null>(null)
  let chosen = ''
  // Editing the text lets go of the entity, so that the two never disagree.
  watch(text, (now) => now !== chosen && (id.value = null), { flush: 'sync' })
  // What was typed is the user's own; the name of what was chosen is the page's to show or to mask.
  watch(useMask().masked, () => id.value !== null && void rename(id.value))

  function choose(entity: { id: string; name: string }): void {
    chosen = text.value = entity.name
    id.value = entity.id
  }

  async function rename(asked: string): Promise<void> {
    const name = await nameOfEnd(asked)
    if (id.value === asked) choose({ id: asked, name })
  }
  return { text, id, choose }
}

/** The name under which an entity is shown. */
export async function nameOfEnd(id: string): Promise<string> {
  try {
    return useMask().nameOf(await getEntity(id))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    // The answer's own failure says what is wrong with it; an id may spell a name.
    return useMask().masked.value ? '…' : id
  }
}
