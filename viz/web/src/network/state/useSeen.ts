import { computed, ref } from 'vue'
import { shared } from '@/shell/shared'
import { useLocation } from '@/shell/useLocation'
import { filtered, folded } from './filters'
import { useNetwork } from './useNetwork'

/** What of the network is seen: filtered and folded, the same on the canvas, in the table and in files. */
export const useSeen = shared(() => {
  const { state } = useLocation()
  const { data } = useNetwork()
  /** Nodes that are picked together, for acts on several. */
  const picked = ref<string[]>([])
  /** The text looked for in the drawn network. */
  const sought = ref('')

  const folds = computed(() => {
    if (!data.value) return null
    const { filter, around, entity } = state.value
    return folded(filtered(data.value, filter, around ?? entity), state.value.folded)
  })
  const seen = computed(() => folds.value?.subgraph ?? null)
  /** How many neighbours each folded node stands for. */
  const counted = computed(() => folds.value?.hidden ?? new Map<string, number>())
  /** Those whose name holds the text looked for; null while none is. */
  const matching = computed(() => {
    const text = sought.value.trim().toLowerCase()
    if (!text) return null
    const nodes = seen.value?.nodes ?? []
    return new Set(
      nodes.filter(({ name }) => name.toLowerCase().includes(text)).map(({ id }) => id),
    )
  })

  function pick(ids: string[], add = false): void {
    picked.value = add ? [...new Set([...picked.value, ...ids])] : ids
  }

  return { seen, counted, picked, pick, sought, matching }
})
