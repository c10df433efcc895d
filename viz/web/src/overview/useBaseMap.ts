import { shallowRef, watch } from 'vue'
import { Failure } from '@/api/failure'
import { shared } from '@/shell/shared'

/** Reads the base map once it is known that there is one. */
const useShapes = shared(() => {
  const state = shallowRef<'unread' | 'reading' | 'ready' | 'failed'>('unread')

  async function read(): Promise<void> {
    if (state.value === 'reading' || state.value === 'ready') return
    state.value = 'reading'
    try {
      const { loadBaseMap } = await import('./baseMap')
      await loadBaseMap()
      state.value = 'ready'
    } catch (error) {
      // Without it the bubbles stand on the graticule alone, and the page says so.
      if (!(error instanceof Failure)) throw error
      state.value = 'failed'
    }
  }
  return { state, read }
})

/** How far the base map has come; `number` is its 审图号, null where there is none. */
export function useBaseMap(number: () => string | null) {
  const { state, read } = useShapes()
  watch(number, (found) => found && void read(), { immediate: true })
  return state
}
