import { onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useMask } from '@/mask/useMask'
import { Failure } from './failure'

export interface Resource<T> {
  /** The last answer. It stays while a newer one is loading or has failed, so nothing is lost. */
  data: ComputedRef<T | null>
  /** The same as the server gave it, whether names are masked or not: to reckon with, not to show. */
  answer: ShallowRef<T | null>
  failure: ShallowRef<Failure | null>
  loading: Ref<boolean>
  retry: () => void
}

/**
 * Keeps the answer to a question that changes. A null question clears it; a newer question stops
 * the older request. Questions are compared by their JSON, so equal ones are asked once.
 */
export function useResource<Question, T>(
  question: () => Question | null,
  load: (question: Question, signal: AbortSignal) => Promise<T>,
): Resource<T> {
  const answer = shallowRef<T | null>(null)
  const data = useMask().toldOf(() => answer.value)
  const failure = shallowRef<Failure | null>(null)
  const loading = ref(false)
  let running = new AbortController()

  async function ask(asked: Question): Promise<void> {
    const { signal } = (running = new AbortController())
    loading.value = true
    try {
      const found = await load(asked, signal)
      if (signal.aborted) return
      answer.value = found
      failure.value = null
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof Failure)) throw error
      failure.value = error
    } finally {
      if (!signal.aborted) loading.value = false
    }
  }

  function start(): void {
    running.abort()
    const asked = question()
    if (asked !== null) return void ask(asked)
    answer.value = failure.value = null
    loading.value = false
  }

  watch(() => JSON.stringify(question()), start, { immediate: true })
  onScopeDispose(() => running.abort())
  return { data, answer, failure, loading, retry: start }
}
