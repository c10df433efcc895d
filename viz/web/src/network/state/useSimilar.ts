import { computed, shallowRef } from 'vue'
import { getSimilar } from '@/api/client'
import { Failure } from '@/api/failure'
import type { Alike } from '@/api/types'
import { useMask } from '@/mask/useMask'
import { shared } from '@/shell/shared'
import { useLocation } from '@/shell/useLocation'
import { canvasKeyOf } from './growth'
import { SHOWN_LIMIT } from './useGrowth'
import { useNetwork } from './useNetwork'

/** How many one act adds. */
const STEP = 10
/** Entities of which similar ones are sought together: the API's own limit. */
export const SIMILAR_TO = 20
const ASKED = 50 // The API's own limit: those that are drawn already are passed over.

/** What “more like these” came to. */
interface Likeness {
  added: Alike[]
  /** Those most alike, drawn before. */
  drawn: number
  isFull: boolean
  complete: boolean
  /** The canvas that this is about. */
  canvasKey: string
}

/** Adding the entities most like some, and why they are. */
export const useSimilar = shared(() => {
  const { state, go } = useLocation()
  const { drawnIds } = useNetwork()
  const { toldOf } = useMask()
  const last = shallowRef<Likeness | null>(null)
  const similarFailure = shallowRef<Failure | null>(null)
  /** The last answer, as long as the canvas is the one that it made. */
  const current = computed(() => (last.value?.canvasKey === canvasKeyOf(state.value) ? last.value : null))
  const likeness = toldOf(() => current.value)

  async function addSimilar(ids: string[]): Promise<void> {
    try {
      const { similar, complete } = await getSimilar({ ids: ids.slice(0, SIMILAR_TO), limit: ASKED })
      take(similar, complete)
      similarFailure.value = null
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      similarFailure.value = error
    }
  }

  function take(similar: Alike[], complete: boolean): void {
    const base = drawnIds.value
    const fresh = similar.filter(({ id }) => !base.includes(id))
    const added = fresh.slice(0, Math.min(STEP, Math.max(0, SHOWN_LIMIT - base.length)))
    if (added.length) go({ shown: [...base, ...added.map(({ id }) => id)], around: null })
    const drawn = similar.length - fresh.length
    const isFull = fresh.length > 0 && !added.length
    last.value = { added, drawn, isFull, complete, canvasKey: canvasKeyOf(state.value) }
  }

  return { likeness, similarFailure, addSimilar }
})
