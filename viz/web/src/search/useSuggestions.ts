import { ref, watch, type Ref } from 'vue'
import { suggest } from '@/api/client'
import type { Suggestion } from '@/api/types'
import { useResource } from '@/api/useResource'

const PAUSE = 150 // ms of no typing before the server is asked: shorter than a noticed wait

/** The answers to what was typed. */
interface Suggested {
  typed: string
  suggestions: Suggestion[]
}

/**
 * Suggestions for a text as it is typed. `composing` is true while an input method is at work:
 * half-composed pinyin is not a name, so nothing is asked until it is done.
 */
export function useSuggestions(text: Ref<string>, composing: Ref<boolean>) {
  const settled = ref('')
  let timer: number | undefined

  watch([text, composing], () => {
    window.clearTimeout(timer)
    if (composing.value) return
    const typed = text.value.trim()
    if (typed) timer = window.setTimeout(() => (settled.value = typed), PAUSE)
    else settled.value = ''
  })
  const { data, failure } = useResource<string, Suggested>(
    () => settled.value || null,
    async (typed, signal) => ({ typed, suggestions: await suggest(typed, signal) }),
  )
  return { found: data, failure, settled }
}
