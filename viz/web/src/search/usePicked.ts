import { ref } from 'vue'
import { shared } from '@/shell/shared'

/** The hits that are picked, kept from page to page of a result. */
export const usePicked = shared(() => {
  const picked = ref<string[]>([])

  function toggle(id: string): void {
    const rest = picked.value.filter((other) => other !== id)
    picked.value = rest.length < picked.value.length ? rest : [...picked.value, id]
  }

  function set(ids: string[], on: boolean): void {
    const others = picked.value.filter((id) => !ids.includes(id))
    picked.value = on ? [...others, ...ids] : others
  }

  return { picked, toggle, set }
})
